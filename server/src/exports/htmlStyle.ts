/** The look of a report as a page: on a screen, on a phone, and on A4. */
export const HTML_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1.25rem 3rem; font: 1rem/1.5 "Atkinson Hyperlegible", system-ui, sans-serif; color: #1b2422; background: #fff; }
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 1.6em 0 0.5em; break-after: avoid; }
h1 { font-size: 2rem; margin: 0.2em 0 0.4em; }
h2 { font-size: 1.5rem; padding-top: 0.6em; border-top: 2px solid #0b5f62; }
h3 { font-size: 1.2rem; }
h4 { font-size: 1.05rem; }
h5 { font-size: 1rem; }
p, li, dd, td, th, caption, h1, h2, h3, h4, h5, .text { overflow-wrap: anywhere; white-space: pre-line; }
p { margin: 0 0 0.75em; }
ul, ol { margin: 0 0 1em; padding-inline-start: 1.4em; }
.series, .quiet, .about, footer { color: #55615d; }
.series { margin: 0; font-size: 1.1rem; }
.strong { font-weight: 700; margin: 1em 0 0.3em; }
.about { font-size: 0.9em; }
.group { white-space: nowrap; }
.own { padding-inline-start: 0.9em; border-inline-start: 3px solid #0b5f62; }
dl { display: grid; gap: 0.25em; margin: 1em 0; }
dl div { display: grid; grid-template-columns: 9rem 1fr; gap: 0.75em; }
dt { color: #55615d; }
dd { margin: 0; }
.notes { list-style: none; padding: 0; }
.notes > li { margin: 0 0 0.5em; padding: 0.4em 0.8em; border: 1px solid #dcd9d0; border-radius: 6px; break-inside: avoid; }
.message { margin: 0 0 1em; padding: 0.8em 1em; border: 1px solid #7a8581; border-radius: 6px; break-inside: avoid; }
.message .title { font-size: 1.15rem; font-weight: 700; margin-bottom: 0.3em; }
.table { overflow-x: auto; margin: 0 0 1.25em; }
table { width: 100%; min-width: 26rem; border-collapse: collapse; font-size: 0.95em; }
caption { text-align: start; font-weight: 700; padding: 0.4em 0; }
th, td { padding: 0.4em 0.6em; border: 1px solid #b9c0bd; text-align: start; vertical-align: top; }
thead th, thead td { background: #eef3f1; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tbody th { font-weight: 700; }
.heat1 { background: #f0f7f6; } .heat2 { background: #dcedeb; } .heat3 { background: #c3e0dc; } .heat4 { background: #a5d0cb; }
figure { margin: 0 0 1.5em; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { margin-top: 0.5em; font-size: 0.9em; color: #55615d; white-space: pre-line; overflow-wrap: anywhere; }
footer { margin-top: 3rem; border-top: 1px solid #b9c0bd; padding-top: 0.75rem; font-size: 0.9em; }
@media (max-width: 40rem) { dl div { grid-template-columns: 1fr; gap: 0; } }
@page { size: A4; margin: 16mm; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } nav a { color: inherit; text-decoration: none; } #matrix { break-before: page; } .table { overflow: visible; } }
`
