import { sep } from 'node:path'
import { runInThisContext } from 'node:vm'
import type * as HappyDom from 'happy-dom'
import type * as Jsdom from 'jsdom'

/** The outermost require, as runners' page environments use it: Jest cannot load the ES modules that these packages need. */
export function load(packageName: string): unknown {
  const { getBuiltinModule } = runInThisContext('process') as typeof process
  const { createRequire } = getBuiltinModule('node:module')
  return createRequire(process.cwd() + sep)(packageName)
}

/** A new page of jsdom with these tags in its body. */
export function jsdomWindow(body = ''): Jsdom.DOMWindow {
  const { JSDOM } = load('jsdom') as typeof Jsdom
  return new JSDOM(`<!doctype html><body>${body}</body>`).window
}

/** A new, empty page of happy-dom. */
export function happyDomWindow(): HappyDom.Window {
  const { Window } = load('happy-dom') as typeof HappyDom
  return new Window()
}
