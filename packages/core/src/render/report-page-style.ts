import { HTML_STYLE } from './html-style.ts'
import { switchedStyleSheet } from './theme.ts'

const LIGHT =
  '--paper:#fff;--ground:#f4f6f8;--ink:#1d232c;--quiet:#5d6673;--line:#d5dae1;--red:#cf222e;--cut:#b3400a;--cut-paper:#fff4ec;--chosen:#e6effb;--focus:#0b5cad'
const DARK =
  '--paper:#15181e;--ground:#0e1116;--ink:#e4e8ee;--quiet:#9aa4b2;--line:#343b46;--red:#ff7b80;--cut:#ffa657;--cut-paper:#2b211a;--chosen:#1e2b3d;--focus:#7db8f5'

/** What the report's page looks like, pictures included: light, dark, narrow, on paper. */
export function reportStyle(): string {
  return `${HTML_STYLE}
${switchedStyleSheet()}
${PAGE_STYLE}`
}

/** Each scheme is set for the page and, by the same names, for its reports. */
const PAGE_STYLE = `
:root,.toleak-report{${LIGHT}}
@media (prefers-color-scheme:dark){:root,.toleak-report{${DARK}}}
:root[data-theme=light],:root[data-theme=light] .toleak-report{${LIGHT};color-scheme:light}
:root[data-theme=dark],:root[data-theme=dark] .toleak-report{${DARK};color-scheme:dark}
*{box-sizing:border-box}
html{scroll-padding-top:64px}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
[hidden]{display:none!important}
a{color:inherit}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.top{display:flex;flex-wrap:wrap;align-items:center;gap:6px 14px;padding:10px 20px;background:var(--paper);border-bottom:1px solid var(--line);position:sticky;top:0;z-index:2}
.top h1{font-size:17px;margin:0 auto 0 0}
.top label{color:var(--quiet);font-size:13px}
.top input{font:inherit;font-size:14px;width:min(260px,50vw);padding:4px 8px;color:var(--ink);background:var(--ground);border:1px solid var(--quiet);border-radius:6px}
#shown{color:var(--quiet);font-size:13px}
button{font:inherit;font-size:13px;padding:4px 10px;color:var(--ink);background:var(--paper);border:1px solid var(--quiet);border-radius:6px;cursor:pointer}
button:hover{background:var(--chosen)}
#keys{padding:8px 20px;background:var(--paper);border-bottom:1px solid var(--line)}
#keys dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px;margin:0;font-size:14px}
#keys dt{font-weight:600}
#keys dd{margin:0}
.columns{display:grid;grid-template-columns:minmax(240px,340px) minmax(0,1fr);align-items:start}
nav{position:sticky;top:53px;max-height:calc(100vh - 53px);overflow-y:auto;padding:8px 0 24px;border-right:1px solid var(--line);min-height:calc(100vh - 53px)}
nav h2{font-size:12px;font-weight:600;color:var(--quiet);margin:12px 16px 2px;overflow-wrap:anywhere}
nav ul{list-style:none;margin:0;padding:0}
nav a{display:block;padding:6px 16px 7px 13px;border-left:3px solid transparent;text-decoration:none;overflow-wrap:anywhere}
nav a:hover{background:var(--paper)}
nav a[aria-current]{background:var(--chosen);border-left-color:var(--red)}
nav a:focus-visible{outline-offset:-2px}
nav .name{font-weight:600;font-size:14px;line-height:1.35}
nav .what{display:block;color:var(--quiet);font-size:12px;line-height:1.4;margin-top:1px}
nav a[aria-current] .what{color:var(--ink)}
.tag{display:inline-block;font-size:11px;line-height:1.5;padding:0 6px;border:1px solid var(--line);border-radius:9px;color:var(--quiet);font-weight:400}
nav a[aria-current] .tag{color:var(--ink)}
main{padding:0 20px 24px;min-width:0}
main:focus{outline:none}
.toleak-report h2{font-size:20px;color:var(--red)}
.toleak-report .culprit{margin:12px 0;padding:10px 14px;border-left:4px solid var(--cut);background:var(--cut-paper);border-radius:0 6px 6px 0;font-size:16px}
.toleak-report .culprit strong{color:var(--cut);margin-right:6px;white-space:nowrap}
.toleak-report .culprit .place{color:var(--ink);font-size:13px;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;white-space:nowrap}
.toleak-report .culprit~.way>.cut{display:none}
.toleak-report .assertion{font-size:13px;color:var(--quiet)}
.toleak-report .suspect .edge{outline:1px solid var(--cut)}
.toleak-report .survivor .id{color:var(--quiet)}
.toleak-report .files{font-size:13px;color:var(--quiet)}
figure .frame{overflow:hidden;border:1px solid var(--line);border-radius:6px;background:var(--paper);touch-action:pan-y}
figure .frame svg{display:block;width:100%;max-width:none;height:min(66vh,720px);cursor:grab}
figure .frame svg:active{cursor:grabbing}
figure .tools{display:flex;gap:6px;margin-bottom:6px;align-items:center;font-size:12px;color:var(--quiet);flex-wrap:wrap}
@media (min-width:1180px){.js .toleak-report.pictured{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:24px}.js .toleak-report.pictured>*{grid-column:1}.js .toleak-report.pictured>h2,.js .toleak-report.pictured>.test,.js .toleak-report.pictured>.culprit{grid-column:1/-1}.js .toleak-report.pictured>figure{grid-column:2;grid-row:4/span 40;margin:0}}
@media (max-width:760px){.columns{display:block}.top{position:static}nav{position:static;max-height:38vh;min-height:0;border-right:0;border-bottom:1px solid var(--line);padding-bottom:8px}main{padding:0 8px 16px}.toleak-report{padding:14px 14px}.toleak-report .culprit .place{white-space:normal;overflow-wrap:anywhere}figure .frame svg{height:60vh}}
.js main article:not(.chosen){display:none}
@media print{:root,.toleak-report,.toleak{${LIGHT}}nav,.top label,#shown,button,#keys,figure .tools{display:none!important}.top{position:static}.columns{display:block}main{padding:0}.js main article:not(.filtered){display:block}.toleak-report{border:0;padding:0 0 18px;break-after:page}.toleak-report:last-child{break-after:auto}.js .toleak-report.pictured{display:block}figure,.steps li{break-inside:avoid}figure .frame{border:0}figure .frame svg{height:auto;max-height:150mm}details::details-content{content-visibility:visible;display:block}}
`.trim()
