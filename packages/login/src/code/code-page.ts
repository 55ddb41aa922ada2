import { GalaxyError, InvalidCredentials, type Logger, type Secrets } from "@galaxy-kit/sdk";
import {
  checkEntries,
  type Field,
  html,
  type LocalPages,
  LoginEnd,
  type Notice,
  renderAddress,
  renderDocument,
  renderForm,
  serveForm,
  serveSteps,
  type Visit,
} from "@galaxy-kit/settings/extend";
import { LoginPage, type WindowOptions } from "../login/login-page.js";
import type { LoginAttempt, OpenedLogin } from "../login/login-strategy.js";
import { whenOver } from "../login/when-over.js";
import type { CodeField, CodeStep } from "./code-options.js";
import { readMember } from "./read-member.js";

const KEY = "code";

/** What the page needs. */
export interface CodePageParts {
  readonly pages: LocalPages;
  readonly secrets: Secrets;
  readonly log: Logger;
  readonly options: WindowOptions & {
    readonly steps?: readonly CodeStep[];
    readonly code: CodeField;
    readonly endPage?: `https://${string}`;
  };
}

/** Shows what to do and a field for the code, and logs in when that is good. */
export async function openCodePage(parts: CodePageParts, attempt: LoginAttempt<string>): Promise<OpenedLogin> {
  const { title: windowTitle = "Log in", window, endPage, steps = [], code } = parts.options;
  const page = await parts.pages.open();
  whenOver(attempt, () => void page.close());
  const end = new LoginEnd(page, { windowTitle, done: "You are logged in", endPage, window });
  const fields: readonly Field[] = [
    { key: KEY, label: code.label, hint: code.hint, optional: false, kind: { type: "secret" } },
  ];
  serveForm(page, fields);
  const todo = serveSteps(page, steps);
  const show = (visit: Visit, notices: readonly Notice[]): void => {
    const form = renderForm({
      fields,
      values: {},
      knownSecrets: new Set(),
      notices,
      summary: "You are not logged in yet",
      isChanged: false,
      submit: "Log in",
      progress: "Logging in…",
    });
    const content = html`${todo}${form}
      <footer>${renderAddress(page)}</footer>`;
    visit.show(renderDocument(windowTitle, content, { page }), notices.length > 0 ? 422 : 200);
  };
  page.onGet("", (visit) => show(visit, []));
  page.onPost("", async (visit) => {
    const { values, notices } = await checkEntries(fields, await visit.readForm(), { [KEY]: "" });
    if (notices.length > 0) return show(visit, notices);
    const entered = String(values[KEY]);
    parts.secrets.add(entered);
    const found = findCode(entered, code);
    const problem = found === undefined ? describeExpected(code) : await problemWith(found, parts, attempt);
    if (problem === undefined) end.reach(visit);
    else show(visit, [{ field: KEY, message: problem }]);
  });
  return { page: new LoginPage(end.openWindow(), undefined), ended: () => undefined };
}

function findCode(entered: string, { json, pattern }: CodeField): string | undefined {
  const found = readMember(entered, json)?.trim();
  if (found === undefined || found === "") return undefined;
  // Unlike `test()`, it does not go on where it matched last.
  return pattern && found.search(pattern) === -1 ? undefined : found;
}

function describeExpected({ json }: CodeField): string {
  return json === undefined
    ? "This does not look right: copy it again, without anything else"
    : `This has no ${JSON.stringify(json)}: copy everything that the page shows`;
}

/** Logs in. Resolves to what the user can do something about. */
async function problemWith(
  code: string,
  { secrets, log }: CodePageParts,
  attempt: LoginAttempt<string>,
): Promise<string | undefined> {
  secrets.add(code);
  try {
    await attempt.submit(code);
    return undefined;
  } catch (error) {
    log.warn("A code was entered, and the login failed", { error });
    if (InvalidCredentials.is(error)) return `This was not accepted: ${error.message}`;
    return GalaxyError.isGalaxyError(error)
      ? `This could not be checked. Try again: ${error.message}`
      : "This could not be checked: see the log";
  }
}
