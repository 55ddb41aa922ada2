import { type Html, html } from "./html.js";

/** Wraps what a page shows. Everything it loads is next to it. */
export function page(title: string, body: Html, head?: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="page.css" />
        <script src="page.js" defer></script>
        ${head}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`.markup;
}

/**
 * Says that everything is saved. In a login window, it goes on to a page on the web: GALAXY 2.1 does not notice that a page of this
 * computer ends the login.
 */
export function renderSaved(title: string, endPage: string | undefined): string {
  if (endPage === undefined) {
    return page(
      `Settings of ${title}`,
      html`<h1>Saved</h1>
        <p>The settings are in effect. You can close this window.</p>`,
    );
  }
  return page(
    `Settings of ${title}`,
    html`<h1>Saved</h1>
      <p>
        This window closes in a moment. If it does not, <a href="${endPage}">continue</a>, or close it and click Retry
        in GALAXY.
      </p>`,
    html`<meta http-equiv="refresh" content="0; url=${endPage}" />`,
  );
}
