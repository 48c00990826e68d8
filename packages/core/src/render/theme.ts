import { FONT_SIZE } from './box-text.ts'

/** Colours by what they are for: on white paper, on dark paper. */
const COLOURS = {
  paper: ['#ffffff', '#15181e'],
  ink: ['#1d232c', '#e4e8ee'],
  quiet: ['#5d6673', '#9aa4b2'],
  line: ['#aab2bd', '#58616e'],
  trace: ['#4a5361', '#b3bcc8'],
  card: ['#ffffff', '#1f242d'],
  'card-line': ['#8d97a5', '#6b7583'],
  before: ['#eaedf1', '#2a303a'],
  'before-line': ['#b3bbc6', '#4a5360'],
  body: ['#fff1ef', '#3a2226'],
  'body-line': ['#e08b86', '#b0565a'],
  survivor: ['#cf222e', '#d9363e'],
  'survivor-edge': ['#ffffff', '#15181e'],
  'survivor-ink': ['#ffffff', '#ffffff'],
  'survivor-quiet': ['#ffdfdd', '#ffe3e1'],
  cut: ['#b3400a', '#ffa657'],
} as const satisfies Record<string, readonly [light: string, dark: string]>

type Colour = keyof typeof COLOURS

const CODE_FONT = 'ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace'
const TEXT_FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'

/** What the classes in the drawing look like. Every rule begins with `.toleak`: a page may hold the drawing inline. */
export function styleSheet(): string {
  return [
    variables(''),
    `@media (prefers-color-scheme:dark){${variables('dark')}}`,
    rule('', `${paint('background', 'paper')};font-family:${CODE_FONT}`),
    rule(' .paper', paint('fill', 'paper')),
    rule(' text', `${paint('fill', 'ink')};text-anchor:middle`),
    rule(' .caption text', `text-anchor:start;font-family:${TEXT_FONT}`),
    rule(' .headline', 'font-size:17px;font-weight:600'),
    rule(' .test,.toleak .note', `font-size:13px;${paint('fill', 'quiet')}`),
    ...Object.entries(FONT_SIZE).map(([kind, size]) => rule(` .${kind}`, `font-size:${size}px`)),
    rule(' .title', 'font-weight:600'),
    rule(' .over,.toleak .place,.toleak .preview,.toleak .more', paint('fill', 'quiet')),
    rule(' .box rect', `${paint('fill', 'card')};${paint('stroke', 'card-line')};stroke-width:1.25px`),
    rule(' .before rect', `${paint('fill', 'before')};${paint('stroke', 'before-line')}`),
    rule(' .body rect', `${paint('fill', 'body')};${paint('stroke', 'body-line')}`),
    rule(' .framework rect', `fill:none;${paint('stroke', 'line')};stroke-dasharray:4 3`),
    rule(' .framework text', `${paint('fill', 'quiet')};font-weight:400`),
    rule(' .root rect', `${paint('fill', 'card')};${paint('stroke', 'trace')};stroke-width:1.75px`),
    rule(
      ' .survivor rect',
      `${paint('fill', 'survivor')};${paint('stroke', 'survivor-edge')};stroke-width:1.5px`,
    ),
    rule(' .survivor text', paint('fill', 'survivor-ink')),
    rule(
      ' .survivor .place,.toleak .survivor .preview,.toleak .survivor .more',
      paint('fill', 'survivor-quiet'),
    ),
    rule(' .arrow .way', `fill:none;${paint('stroke', 'line')};stroke-width:1.25px`),
    rule(' .arrow .head', paint('fill', 'line')),
    rule(
      ' .arrow text',
      `text-anchor:start;${paint('fill', 'quiet')};${paint('stroke', 'paper')};stroke-width:4px;stroke-linejoin:round;paint-order:stroke`,
    ),
    rule(' .trace .way', `${paint('stroke', 'trace')};stroke-width:1.75px`),
    rule(' .trace .head', paint('fill', 'trace')),
    rule(' .trace .edge', paint('fill', 'ink')),
    rule(' .gap .way', 'stroke-dasharray:2 5;stroke-linecap:round'),
    rule(' .cutting .way', `${paint('stroke', 'cut')};stroke-width:3.5px`),
    rule(' .cutting .head', paint('fill', 'cut')),
    rule(' .cutting .edge', `${paint('fill', 'ink')};font-weight:700`),
    rule(' .cutting .cut', `${paint('fill', 'cut')};font-weight:700`),
    rule(' .mark circle', `${paint('fill', 'cut')};${paint('stroke', 'paper')};stroke-width:4px`),
    rule(' .mark path', `fill:none;${paint('stroke', 'paper')};stroke-width:1.75px;stroke-linecap:round`),
  ].join('\n')
}

/**
 * The same where a page switches between light and dark itself: by `data-theme` of its root, else as the system has it.
 */
export function switchedStyleSheet(): string {
  return [
    styleSheet(),
    `:root[data-theme=light] ${variables('')}`,
    `:root[data-theme=dark] ${variables('dark')}`,
  ].join('\n')
}

function rule(selector: string, declarations: string): string {
  return `.toleak${selector}{${declarations}}`
}

function variables(scheme: '' | 'dark'): string {
  const declarations = Object.entries(COLOURS).map(
    ([name, [light, dark]]) => `--${name}:${scheme ? dark : light}`,
  )
  return rule('', declarations.join(';'))
}

/** The light colour first, for viewers that know no variables. */
function paint(property: 'fill' | 'stroke' | 'background', colour: Colour): string {
  return `${property}:${COLOURS[colour][0]};${property}:var(--${colour})`
}
