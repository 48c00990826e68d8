import type { Window } from 'happy-dom'
import type { DOMWindow } from 'jsdom'
import { happyDomWindow, jsdomWindow } from '../../corpus/pages.ts'
import type { React } from '../../corpus/react-page.ts'
import { reactIn } from '../../corpus/react-page.ts'
import type { CleanBody } from '../clean-body.ts'
import { Subject } from '../subject.ts'

let page: DOMWindow
let happyPage: Window
let happyBody: (typeof happyPage)['document']['body']

const withPage = {
  before() {
    page = jsdomWindow('<main></main>')
  },
  after: () => page.close(),
}
const withHappyPage = {
  before() {
    happyPage = happyDomWindow()
    // happy-dom keeps a record of each time that its document is asked for the body
    happyBody = happyPage.document.body
  },
  after: () => happyPage.happyDOM.close(),
}

async function showAndClose(component: (props: { react: React }) => string): Promise<void> {
  const { react, show, close } = reactIn(page)
  show(component, { react })
  await close()
}

/** Pages: jsdom, happy-dom and React. */
export const pages: readonly CleanBody[] = [
  {
    name: 'adds and removes an element of a page that stays',
    ...withPage,
    body() {
      const subject = new Subject()
      const button = page.document.createElement('button')
      button.addEventListener('click', () => subject.read())
      page.document.body.append(button)
      button.click()
      button.remove()
    },
  },
  {
    name: 'takes a listener off a page that stays',
    ...withPage,
    body() {
      const subject = new Subject()
      const listener = () => subject.read()
      page.addEventListener('resize', listener)
      page.dispatchEvent(new page.Event('resize'))
      page.removeEventListener('resize', listener)
    },
  },
  {
    name: 'observes mutations and stops',
    ...withPage,
    async body() {
      const subject = new Subject()
      const observer = new page.MutationObserver(() => subject.read())
      observer.observe(page.document.body, { childList: true })
      const added = page.document.body.appendChild(page.document.createElement('p'))
      await new Promise((resolve) => setImmediate(resolve))
      added.remove()
      await new Promise((resolve) => setImmediate(resolve))
      observer.disconnect()
    },
  },
  {
    name: 'replaces the content of a page that stays',
    ...withPage,
    body() {
      const list = page.document.createElement('ul')
      for (let index = 0; index < 50; index++)
        list.append(Object.assign(page.document.createElement('li'), { subject: new Subject() }))
      page.document.body.replaceChildren(list)
      page.document.querySelectorAll('li').forEach((item) => item.remove())
      page.document.body.innerHTML = ''
    },
  },
  {
    name: 'uses the timers of a page that stays',
    ...withPage,
    async body() {
      const subject = new Subject()
      page.clearInterval(page.setInterval(() => subject.read(), 1000))
      await new Promise<void>((resolve) => page.setTimeout(() => resolve(void subject.read()), 1))
    },
  },
  {
    name: 'opens and closes a page of jsdom',
    async body() {
      const subject = new Subject()
      const own = jsdomWindow('<main></main>')
      own.addEventListener('load', () => subject.read())
      own.document.querySelector('main')?.addEventListener('click', () => subject.read())
      own.close()
      await new Promise((resolve) => setImmediate(resolve))
    },
  },
  {
    name: 'mounts and unmounts a component with state and effects',
    ...withPage,
    body: () =>
      showAndClose(function Clock({ react }) {
        const [subject, setSubject] = react.useState(() => new Subject())
        const latest = react.useRef(subject)
        react.useEffect(() => {
          const timer = setInterval(() => setSubject(() => new Subject()), 60_000)
          return () => clearInterval(timer)
        }, [])
        return latest.current.read()
      }),
  },
  {
    name: 'mounts and unmounts a component that subscribes',
    ...withPage,
    body() {
      const listeners = new Set<() => void>()
      return showAndClose(function Shown({ react }) {
        const [subject] = react.useState(() => new Subject())
        const subscribe = react.useRef((listener: () => void) => {
          listeners.add(listener)
          return () => void listeners.delete(listener)
        })
        return react.useSyncExternalStore(subscribe.current, () => subject.read())
      })
    },
  },
  {
    name: 'adds and removes an element of a page of happy-dom that stays',
    ...withHappyPage,
    body() {
      const subject = new Subject()
      const button = happyPage.document.createElement('button')
      button.addEventListener('click', () => void subject.read())
      happyBody.append(button)
      button.click()
      button.remove()
    },
  },
  {
    name: 'opens and closes a page of happy-dom',
    async body() {
      const subject = new Subject()
      const own = happyDomWindow()
      own.document.body.addEventListener('click', () => void subject.read())
      await own.happyDOM.close()
    },
  },
]
