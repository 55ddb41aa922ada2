/**
 * For packages that show a page of their own in GALAXY's login window. Integrations do not need it.
 *
 * - A **local page** is served to this computer only, under an address that cannot be guessed.
 * - **Fields** are rendered and checked as those of settings are.
 * - **Steps** are what the user does outside of the window, with the buttons Open and Copy.
 * - A **login end** closes the login window, under GALAXY 2.0 and 2.1.
 *
 * @example
 * ```ts
 * const page = await pages.open(); // LocalPages, injected
 * const end = new LoginEnd(page, { windowTitle: "Log in to Sony", done: "Logged in" });
 * const steps = serveSteps(page, [{ text: "Log in to Sony.", open: "https://example.com/login" }]);
 * serveForm(page, fields);
 * page.onGet("", (visit) => visit.show(renderDocument("Log in to Sony", html`${steps}${renderForm(content)}`, { page })));
 * page.onPost("", async (visit) => {
 *   const { values, notices } = await checkEntries(fields, await visit.readForm());
 *   // Show the form again with the notices, or log in, and then:
 *   end.reach(visit);
 * });
 * return end.openWindow();
 * ```
 *
 * @packageDocumentation
 */

/** The page. */
export { type DocumentOptions, renderAddress, renderDocument } from "./page/document.js";
export { Html, html } from "./page/html.js";
export type { LocalPage, Responder } from "./page/local-page.js";
export { LocalPages } from "./page/local-pages.js";
export type { Visit } from "./page/visit.js";
export type { Announcement } from "./page/windows.js";

/** What it shows. */
export { checkEntries, type Entries } from "./fields/check-entries.js";
export { type FormContent, type Notice, renderForm, serveForm } from "./fields/render-form.js";
export type { Field } from "./model/field.js";
export type { Kind } from "./model/kind.js";
export { serveSteps, type Step } from "./page/steps.js";

/** What a form with settings says above its fields. */
export { NOTICES, type SettingsNoticeHandler } from "./form/notice-point.js";

/** How it ends. */
export { LoginEnd, type LoginEndOptions } from "./page/login-end.js";
export { addressPattern, DEFAULT_WINDOW, END_PAGE } from "./page/window-defaults.js";
