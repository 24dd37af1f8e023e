/** The style sheet of the page of documents, in light and dark. */
export const docsStyle = `
:root { color-scheme: light dark; --line: light-dark(#d4d8de, #3a404a); --soft: light-dark(#f4f5f7, #1d2127);
  --quiet: light-dark(#565e6a, #a3acb9); --get: light-dark(#0b6b3a, #5fd39a); --post: light-dark(#7a4a00, #f0b95a); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 6rem; font: 16px/1.5 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 3rem; }
a { color: inherit; }
code, pre { font: 0.875em/1.5 ui-monospace, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 0.75rem; overflow-x: auto; }
nav ul { list-style: none; padding: 0; }
nav li { padding: 0.15rem 0; }
.method { display: inline-block; min-width: 3.5em; font-weight: 600; text-transform: uppercase; color: var(--get); }
.method.post { color: var(--post); }
details { border: 1px solid var(--line); border-radius: 6px; margin: 0.75rem 0; }
summary { cursor: pointer; padding: 0.6rem 0.75rem; }
summary:focus-visible, a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
details > div { padding: 0 0.75rem 0.75rem; }
.what { color: var(--quiet); }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { border-top: 1px solid var(--line); padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; vertical-align: top; }
.wide { overflow-x: auto; }
@media (max-width: 40rem) {
  table, tbody, tr, td { display: block; }
  thead, td:empty { display: none; }
  tr { border-top: 1px solid var(--line); padding: 0.5rem 0; }
  td { border: 0; padding: 0; overflow-wrap: anywhere; }
  td .wide { padding-left: 1rem; }
}
`
