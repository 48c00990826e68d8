/** For the head of the page: of many failures all but one are hidden before they are laid out, if scripts run at all. */
export const SCRIPT_RUNS = "document.documentElement.classList.add('js')"

/**
 * What the report's page can do beyond being read: one failure at a time, filter, keys, pictures to move and enlarge. Plain text, so that the hash in the page's
 * policy is that of these bytes; it touches names of the user as text only.
 */
export const REPORT_SCRIPT = `
'use strict'
const byId = (id) => document.getElementById(id)
const articles = [...document.querySelectorAll('main article')]
const links = [...document.querySelectorAll('nav a')]
const filter = byId('filter')
const root = document.documentElement
let chosen = -1

// pictures: only what a drawing of ours is made of gets onto the page
const DRAWN = new Set(['svg', 'g', 'rect', 'path', 'circle', 'text', 'tspan', 'title'])
const draw = (article) => {
  const figure = article.querySelector('figure[data-picture]')
  if (!figure || !figure.hidden) return
  const data = byId(figure.dataset.picture)
  const parsed = new DOMParser().parseFromString(JSON.parse(data.textContent), 'image/svg+xml')
  const svg = parsed.documentElement
  data.remove()
  if (svg.nodeName !== 'svg') return
  for (const part of [...svg.querySelectorAll('*')]) if (!DRAWN.has(part.nodeName)) part.remove()
  for (const part of [svg, ...svg.querySelectorAll('*')])
    for (const { name } of [...part.attributes]) if (/^on|href|^style$/i.test(name)) part.removeAttribute(name)
  const frame = document.createElement('div')
  frame.className = 'frame'
  frame.append(document.importNode(svg, true))
  figure.append(tools(frame.firstChild), frame)
  figure.hidden = false
  article.classList.add('pictured')
}

const tools = (svg) => {
  const whole = svg.viewBox.baseVal
  const size = { width: whole.width, height: whole.height }
  let view = { x: 0, y: 0, ...size }
  const show = () => svg.setAttribute('viewBox', [view.x, view.y, view.width, view.height].join(' '))
  const fit = () => { view = { x: 0, y: 0, ...size }; show() }
  const move = (x, y) => { view.x += x; view.y += y; show() }
  const zoom = (by, x = view.x + view.width / 2, y = view.y + view.height / 2) => {
    const width = Math.min(size.width * 4, Math.max(size.width / 20, view.width / by))
    const scale = width / view.width
    view = { x: x - (x - view.x) * scale, y: y - (y - view.y) * scale, width, height: view.height * scale }
    show()
  }
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse())
    return [point.x, point.y]
  }
  svg.setAttribute('tabindex', '0')
  svg.setAttribute('preserveAspectRatio', 'xMidYMin meet')
  svg.addEventListener('wheel', (event) => {
    // without a key the wheel scrolls the page
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, ...at(event))
  }, { passive: false })
  svg.addEventListener('dblclick', (event) => zoom(event.shiftKey ? 0.5 : 2, ...at(event)))
  svg.addEventListener('pointerdown', (event) => {
    // what is on paper is text that may be selected
    if (event.button !== 0 || (event.target.closest('text') && event.pointerType === 'mouse')) return
    let last = at(event)
    svg.setPointerCapture(event.pointerId)
    const drag = (next) => {
      const [x, y] = at(next)
      move(last[0] - x, last[1] - y)
      last = at(next)
    }
    svg.addEventListener('pointermove', drag)
    const end = () => svg.removeEventListener('pointermove', drag)
    svg.addEventListener('pointerup', end, { once: true })
    svg.addEventListener('pointercancel', end, { once: true })
  })
  svg.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey } = event
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
    if (ctrlKey || metaKey || altKey || !steps[key]) return
    event.preventDefault()
    event.stopPropagation()
    move((steps[key][0] * view.width) / 10, (steps[key][1] * view.height) / 10)
  })
  svg.toleak = { zoom, fit }
  const bar = document.createElement('div')
  bar.className = 'tools'
  for (const [text, name, act] of [['+', 'Enlarge', () => zoom(1.4)], ['−', 'Shrink', () => zoom(1 / 1.4)], ['Fit', 'Fit', fit]]) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = text
    button.setAttribute('aria-label', name + ' the picture')
    button.addEventListener('click', act)
    bar.append(button)
  }
  bar.append('drag to move, Ctrl and wheel to enlarge')
  return bar
}

const choose = (index, follow) => {
  if (index < 0 || index >= articles.length) return
  if (chosen >= 0) {
    articles[chosen].classList.remove('chosen')
    links[chosen].removeAttribute('aria-current')
  }
  chosen = index
  articles[chosen].classList.add('chosen')
  links[chosen].setAttribute('aria-current', 'true')
  draw(articles[chosen])
  if (!follow) return
  links[chosen].scrollIntoView({ block: 'nearest' })
  scrollTo(0, 0)
  history.replaceState(null, '', '#failure-' + (chosen + 1))
}

const shownLinks = () => links.filter((link) => !link.parentNode.hidden)
const step = (by) => {
  const shown = shownLinks()
  const next = shown[Math.max(0, shown.indexOf(links[chosen]) + by)]
  if (next) choose(links.indexOf(next), true)
}

let texts
const applyFilter = () => {
  // all that is read of a failure, made when it is first asked for
  texts ??= articles.map((article, index) => (links[index].textContent + ' ' + article.textContent).toLowerCase())
  const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean)
  let count = 0
  links.forEach((link, index) => {
    const fits = words.every((word) => texts[index].includes(word))
    link.parentNode.hidden = !fits
    articles[index].classList.toggle('filtered', !fits)
    if (fits) count++
  })
  for (const list of document.querySelectorAll('nav ul'))
    list.previousElementSibling.hidden = ![...list.children].some((item) => !item.hidden)
  byId('shown').textContent = words.length > 0 ? count + ' of ' + links.length + ' shown' : ''
  if (count > 0 && links[chosen].parentNode.hidden) choose(links.indexOf(shownLinks()[0]), true)
}

const themes = ['system', 'light', 'dark']
let theme = 'system'
const setTheme = (name) => {
  theme = themes.includes(name) ? name : 'system'
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  byId('theme').textContent = 'Theme: ' + theme
  try { localStorage.setItem('toleak-theme', theme) } catch { /* a page from disk may have no storage */ }
}
const nextTheme = () => setTheme(themes[(themes.indexOf(theme) + 1) % themes.length])
const toggleKeys = () => {
  const keys = byId('keys')
  keys.hidden = !keys.hidden
  byId('help').setAttribute('aria-expanded', String(!keys.hidden))
}
const picture = (act) => {
  const svg = articles[chosen]?.querySelector('figure svg')
  if (svg) act(svg.toleak)
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  '/': () => filter.focus(),
  '+': () => picture(({ zoom }) => zoom(1.4)), '=': () => picture(({ zoom }) => zoom(1.4)),
  '-': () => picture(({ zoom }) => zoom(1 / 1.4)), '0': () => picture(({ fit }) => fit()),
  d: nextTheme, '?': toggleKeys,
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target === filter) {
    if (event.key === 'Escape') { filter.value = ''; applyFilter(); filter.blur() }
    if (event.key === 'Enter') { const [first] = shownLinks(); if (first) { choose(links.indexOf(first), true); filter.blur() } }
    return
  }
  if (!Object.hasOwn(KEYS, event.key)) return
  event.preventDefault()
  KEYS[event.key]()
})

let waiting
filter.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(applyFilter, links.length > 300 ? 150 : 30) })
links.forEach((link, index) => link.addEventListener('click', (event) => { event.preventDefault(); choose(index, true) }))
byId('theme').addEventListener('click', nextTheme)
byId('help').addEventListener('click', toggleKeys)
addEventListener('beforeprint', () => {
  for (const article of articles) if (!article.classList.contains('filtered')) draw(article)
  for (const details of document.querySelectorAll('details')) details.open = true
})
const ofHash = () => articles.findIndex(({ id }) => '#' + id === location.hash)
addEventListener('hashchange', () => choose(ofHash(), true))

byId('theme').hidden = byId('help').hidden = false
let stored
try { stored = localStorage.getItem('toleak-theme') } catch { /* none */ }
setTheme(stored)
choose(Math.max(0, ofHash()), false)
performance.mark('toleak-ready')
`
