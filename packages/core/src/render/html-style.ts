/** What a report's section looks like. Every rule begins with `.toleak-report`, so that it changes nothing of the page around it. */
export const HTML_STYLE = `
.toleak-report{--paper:#fff;--ink:#1d232c;--quiet:#5d6673;--line:#d5dae1;--red:#cf222e;--cut:#b3400a;--cut-paper:#fff4ec;background:var(--paper);color:var(--ink);border:1px solid var(--line);border-radius:8px;padding:20px 24px;margin:16px 0;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){.toleak-report{--paper:#15181e;--ink:#e4e8ee;--quiet:#9aa4b2;--line:#343b46;--red:#ff7b80;--cut:#ffa657;--cut-paper:#2b211a}}
.toleak-report h2{font-size:18px;line-height:1.35;margin:0 0 2px}
.toleak-report h3{font-size:15px;margin:16px 0 0}
.toleak-report p{margin:6px 0}
.toleak-report .test,.toleak-report .place,.toleak-report .fact,.toleak-report .id,.toleak-report .kind,.toleak-report .preview,.toleak-report .note{color:var(--quiet)}
.toleak-report .test{margin:0}
.toleak-report .steps,.toleak-report .steps b{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;font-size:13px}
.toleak-report .steps{list-style:none;margin:14px 0;padding:0}
.toleak-report .steps li{border-left:2px solid var(--line);margin:0 0 0 4px;padding:3px 0 3px 16px}
.toleak-report .steps .edge{font-weight:400}
.toleak-report .steps .object{font-weight:600}
.toleak-report .steps .place,.toleak-report .steps .fact,.toleak-report .steps .preview{font-size:12px;margin-left:6px}
.toleak-report .suspect .edge{color:var(--cut);background:var(--cut-paper);font-weight:700;padding:1px 4px;border-radius:3px}
.toleak-report .survivor .object{color:var(--red)}
.toleak-report .cut strong{color:var(--cut)}
.toleak-report figure{margin:16px 0 0;overflow-x:auto}
.toleak-report figure svg{display:block;max-width:100%;height:auto}
.toleak-report details{border-top:1px solid var(--line);margin-top:12px;padding-top:10px}
.toleak-report summary{cursor:pointer}
`.trim()
