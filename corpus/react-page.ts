import { runInThisContext } from 'node:vm'
import type { DOMWindow } from 'jsdom'
import { load } from './pages.ts'

/** The part of React that the cases use. */
export interface React {
  createElement<Props>(component: (props: Props) => string, props: Props): object
  useEffect(effect: () => void | (() => void), dependencies: readonly unknown[]): void
  useRef<Value>(initial: Value): { current: Value }
  useState<State>(initial: () => State): [State, (next: (state: State) => State) => void]
  useSyncExternalStore<State>(
    subscribe: (listener: () => void) => () => void,
    getSnapshot: () => State,
  ): State
}

interface Root {
  render(element: object): void
  unmount(): void
}

/** React, rendering into the `<main>` of a page of jsdom. */
export interface ReactPage {
  readonly react: React
  /** Renders a component and runs its effects before it returns. */
  show<Props>(component: (props: Props) => string, props: Props): void
  /** Unmounts it. React looks through its roots once more afterwards. */
  close(): Promise<void>
}

/** A root of React in the `<main>` of a page. React works in whichever page is the global one. */
export function reactIn(window: DOMWindow): ReactPage {
  Object.assign(runInThisContext('globalThis') as object, { window, document: window.document })
  const react = load('react') as React
  const { flushSync } = load('react-dom') as { flushSync(work: () => void): void }
  const { createRoot } = load('react-dom/client') as { createRoot(container: unknown): Root }
  const root = createRoot(window.document.querySelector('main'))
  return {
    react,
    show(component, props) {
      flushSync(() => root.render(react.createElement(component, props)))
    },
    async close() {
      flushSync(() => root.unmount())
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}
