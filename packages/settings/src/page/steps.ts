import { type Html, html } from "./html.js";
import type { LocalPage } from "./local-page.js";

/** Something that the user does outside of the login window. */
export interface Step {
  /** What to do, such as "Log in to Sony". */
  readonly text: string;
  /** The address where it is done: of the web, or of this computer. It is opened in the user's own browser, and can be copied. */
  readonly open?: string | undefined;
}

/** Renders steps with the buttons Open and Copy, and makes them work. Call it once for a page. */
export function serveSteps(page: LocalPage, steps: readonly Step[]): Html {
  page.onPost("open-step", async (visit) => {
    // Only what the author has written is opened, whatever a request asks for.
    const { open } = steps[Number(visit.query.get("number") ?? NaN)] ?? {};
    if (open !== undefined) await page.openInBrowser(open);
    visit.sendNothing();
  });
  return html`<ol class="steps">
    ${steps.map(({ text, open }, number) => html`<li>${text} ${open !== undefined && renderButtons(open, number)}</li>`)}
  </ol>`;
}

function renderButtons(address: string, number: number): Html {
  const id = `step-${number + 1}`;
  return html`<input id="${id}" type="text" readonly value="${address}" aria-label="Address of step ${number + 1}" />
    <p class="buttons">
      <button type="button" data-open="open-step?number=${number}" aria-label="Open step ${number + 1}">Open</button>
      <button type="button" data-copy="${id}" aria-label="Copy the address of step ${number + 1}">Copy</button>
      <span role="status"></span>
    </p>`;
}
