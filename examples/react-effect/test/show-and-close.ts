import { createElement, type FunctionComponent } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** Shows a component on the page, lets its effects run, and takes it away again. */
export async function showAndClose(component: FunctionComponent): Promise<void> {
  const root = createRoot(document.body.appendChild(document.createElement('main')))
  flushSync(() => root.render(createElement(component)))
  flushSync(() => root.unmount())
  document.body.replaceChildren()
  // React looks through its roots once more
  await new Promise((resolve) => setTimeout(resolve))
}
