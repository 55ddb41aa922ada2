import { type Html, html } from "./html.js";
import type { LocalPage } from "./local-page.js";

/** What a document is besides its content. */
export interface DocumentOptions {
  /** The page whose announcements the window waits for, so that others know that it is open; without it, nobody does. */
  readonly page?: LocalPage;
  /** What to do once the integration no longer serves the page. */
  readonly remedy?: string;
  /** Where the window goes by itself. */
  readonly next?: string;
}

/** Renders a document of a page. Everything it loads is next to it. */
export function renderDocument(title: string, content: Html, options: DocumentOptions = {}): string {
  const { page, remedy = "Close it, and click Retry in GALAXY.", next } = options;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="page.css" />
        <script src="page.js" defer></script>
        ${next !== undefined && html`<meta http-equiv="refresh" content="0; url=${next}" />`}
      </head>
      <body>
        <main ${page && html`data-news="${page.announcementCount}"`}>
          <h1>${title}</h1>
          <p id="news" role="status"></p>
          <div id="lost" role="alert" class="problems" hidden>The integration no longer shows this page. ${remedy}</div>
          ${content}
        </main>
      </body>
    </html>`.markup;
}

/** Renders what helps if the login window cannot do something that the user's own browser can. */
export function renderAddress(page: LocalPage): Html {
  return html`<p class="buttons">
      <button type="button" data-open="open">Open in browser</button>
      <button type="button" data-copy="address">Copy address</button>
      <span role="status"></span>
    </p>
    <label for="address">Address of this page, for this computer only</label>
    <input id="address" type="text" readonly value="${page.url}" />`;
}
