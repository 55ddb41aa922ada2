/** The style sheet. Sizes follow the user's font, and colors the user's scheme. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1b1b1f; --muted: #55555f; --line: #8a8a95; --accent: #5b2a86; --on-accent: #fff;
  --problem: #a4161a; --problem-page: #fdecec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #1b1a20; --text: #f1eff6; --muted: #b9b5c6; --line: #86818f; --accent: #d3b1ff; --on-accent: #24123a;
    --problem: #ffb4ab; --problem-page: #3b1a1a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
.field { margin: 0 0 1.25rem; padding: 0; border: 0; min-width: 0; }
label, legend { display: block; font-weight: 600; padding: 0; }
.optional, .hint { color: var(--muted); font-weight: 400; }
.hint, .error { margin: 0 0 .25rem; overflow-wrap: anywhere; }
.error { color: var(--problem); font-weight: 600; }
input:not([type=checkbox]), select {
  width: 100%; min-width: 8rem; padding: .45rem .6rem; font: inherit; color: inherit; background: var(--page);
  border: 1px solid var(--line); border-radius: .3rem;
}
[aria-invalid=true] { border-color: var(--problem) !important; border-width: 2px !important; }
input[type=checkbox] { width: 1.2rem; height: 1.2rem; margin: 0; flex: none; accent-color: var(--accent); }
.toggle { display: flex; gap: .6rem; align-items: center; }
.toggle label { flex: 1; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.row > input { flex: 1 1 12rem; width: auto; }
ol, #chooser-entries { list-style: none; margin: 0 0 .5rem; padding: 0; }
ol.steps { list-style: decimal; padding-inline-start: 1.4rem; }
input + .buttons { margin-top: .5rem; }
li.row { margin: 0 0 .5rem; }
button {
  padding: .45rem .9rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line);
  border-radius: .3rem; cursor: pointer;
}
button.main { background: var(--accent); color: var(--on-accent); border-color: var(--accent); font-weight: 600; }
button:disabled { opacity: .6; cursor: default; }
[hidden] { display: none !important; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; margin: 0 0 1rem; }
.problems { padding: .75rem 1rem; margin: 0 0 1rem; background: var(--problem-page); border: 2px solid var(--problem); border-radius: .3rem; }
.problems ul { margin: 0; padding: 0 0 0 1.2rem; }
a { color: inherit; }
footer { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); }
footer label { font-weight: 400; color: var(--muted); }
code { overflow-wrap: anywhere; }
dialog { width: min(36rem, 94vw); max-height: 90vh; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: .4rem; }
#chooser-entries { max-height: 45vh; overflow: auto; }
#chooser-entries button { display: block; width: 100%; text-align: start; border-color: transparent; overflow-wrap: anywhere; }
`;
