/** @file Style and script of the pages. */

export const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; }
figure { margin: 1rem 0; }
pre { margin: 0.25rem 0; padding: 0.75rem; overflow-x: auto; border: 1px solid #8886; border-radius: 6px; }
table { border-collapse: collapse; min-width: 36rem; }
th, td { padding: 0.25rem 0.75rem; border: 1px solid #8886; text-align: left; }
.wide { overflow-x: auto; }
.digits { display: flex; flex-wrap: wrap; gap: 4px; align-items: end; }
.digits img { display: block; max-width: 100%; height: auto; }
[role=status] { position: absolute; clip-path: inset(50%); }
`

/**
 * Copies the snippet beside the button, or selects it where pages have no clipboard (plain http). What came of it is
 * told where screen readers look for news (WCAG 2.2, criterion 4.1.3). Without scripts there are no buttons.
 */
export const COPY_SCRIPT = `
const status = document.querySelector('[role=status]');
let silence;
for (const button of document.querySelectorAll('button')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const code = button.closest('figure').querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = 'Selected: press Ctrl-C';
    }
    status.textContent = button.textContent;
    clearTimeout(silence);
    silence = setTimeout(() => { status.textContent = ''; }, 1500);
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
}
`
