import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "@galaxy-kit/sdk";
import type { LiveSettings } from "../live/live-settings.js";
import type { Declaration, Values } from "../model/declaration.js";
import { type Field, isSameValue } from "../model/field.js";
import { pathKindOf } from "../model/kind.js";
import { browse } from "./browse.js";
import { checkEntries } from "./check-entries.js";
import { Guard } from "./guard.js";
import { type FormContent, type Notice, renderForm, withoutSecrets } from "./render-form.js";
import { renderSaved } from "./render-page.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";

/** Enough for thousands of folders. In bytes. */
const MAX_FORM_SIZE = 1024 * 1024;
/** How many pages that were shown can still be saved. */
const MAX_REVISIONS = 50;

/** A window that is loaded again, or sends the form, is back by then. */
const RETURN_MS = 10_000;

/** What a form page needs. */
export interface FormPageOptions {
  readonly settings: LiveSettings;
  /** Checks what the user wants to save. */
  readonly check: (values: Values) => Promise<readonly Notice[]>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly openInBrowser: (url: string) => Promise<void>;
  /** The page on the web that ends a login; none if the form is not part of a login. */
  readonly endPage?: string | undefined;
}

/** What was shown or refused, so that the next attempt starts from there. */
interface Revision {
  readonly shown: Values;
  /** Secrets that were entered and not saved. The page gets none of them back. */
  readonly secrets: Readonly<Record<string, unknown>>;
}

interface Refused extends Revision {
  readonly entered: Values;
  readonly notices: readonly Notice[];
}

type Responder = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => Promise<void> | void;

/** Serves the form with settings to this computer, until it is closed. */
export class FormPage {
  readonly #guard: Guard;
  readonly #revisions = new Map<string, Revision>();
  readonly #waiting = new Set<ServerResponse>();
  readonly #onSaved = new Set<() => void>();
  readonly #onLeft = new Set<() => void>();
  /** Without a script, nobody knows how long a window is open. */
  #hasScript = false;
  #openRequests = 0;
  #visits = 0;
  #nextRevision = 1;
  #saves = 0;
  #notices: readonly Notice[] = [];

  /** Starts to serve the form. */
  static async open(options: FormPageOptions): Promise<FormPage> {
    const server = createServer({ requireHostHeader: false });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new FormPage(server, options);
  }

  private constructor(
    private readonly server: Server,
    private readonly options: FormPageOptions,
  ) {
    this.#guard = new Guard((server.address() as AddressInfo).port);
    const respond = (request: IncomingMessage, response: ServerResponse): void => void this.#respond(request, response);
    server.on("request", respond).on("checkContinue", respond).on("checkExpectation", respond);
  }

  /** The address of the form. Anyone on this computer who knows it can change the settings. */
  get url(): string {
    return this.#guard.url;
  }

  get token(): string {
    return this.#guard.token;
  }

  get hasSaved(): boolean {
    return this.#saves > 0;
  }

  /** Shows the form in the user's browser. Rejects if there is none. */
  async openInBrowser(): Promise<void> {
    await this.options.openInBrowser(this.#guard.issueTicket());
  }

  /** Shows problems above the form until it is saved. */
  show(notices: readonly Notice[]): void {
    this.#notices = notices;
  }

  /** Calls a function each time the settings were saved and the page that says so was sent. */
  onSaved(listener: () => void): void {
    this.#onSaved.add(listener);
  }

  /** Calls a function ten seconds after the last window that showed the form was closed. */
  onLeft(listener: () => void): void {
    this.#onLeft.add(listener);
  }

  /** Stops serving the form. Windows that show it say so. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#guard.redeem(request)) {
      response.writeHead(303, { Location: this.url, "Content-Length": 0, "Cache-Control": "no-store" }).end();
      return;
    }
    const admitted = this.#guard.admit(request);
    const responder = admitted && this.#find(request.method ?? "", admitted.path);
    if (!responder) {
      // Reveals neither whether the token was wrong nor whether the path was.
      response.writeHead(404, { "Content-Length": 0, Connection: "close" }).end();
      return;
    }
    this.#follow(response);
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    try {
      await responder(request, response, admitted.query);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else send(response, 500, "text/plain; charset=utf-8", describeError(error));
    }
  }

  #follow(response: ServerResponse): void {
    this.#openRequests++;
    this.#visits++;
    response.once("close", () => {
      this.#openRequests--;
      if (this.#hasScript && this.#openRequests === 0) void this.#waitForReturn(this.#visits);
    });
  }

  async #waitForReturn(visit: number): Promise<void> {
    const { clock, signal } = this.options;
    await clock.sleep(RETURN_MS, signal).catch(() => undefined);
    if (visit === this.#visits && !signal.aborted) for (const listener of this.#onLeft) listener();
  }

  #find(method: string, path: string): Responder | undefined {
    if (method === "POST") {
      if (path === "") return (request, response) => this.#save(request, response);
      if (path === "open") return (_request, response) => this.#openInBrowser(response);
      return undefined;
    }
    const { declaration } = this.options.settings;
    switch (path) {
      case "":
        return (_request, response) => this.#showForm(response, 200);
      case "saved":
        return (_request, response) =>
          send(response, 200, "text/html; charset=utf-8", renderSaved(declaration.options.title, this.options.endPage));
      case "page.css":
        return (_request, response) => send(response, 200, "text/css; charset=utf-8", STYLE);
      case "page.js":
        return (_request, response) => send(response, 200, "text/javascript; charset=utf-8", SCRIPT);
      case "saved-elsewhere":
        return (_request, response, query) => this.#waitForSave(response, Number(query.get("since")));
      case "folder":
        // What is on this computer is nobody's business if no setting is a path.
        return declaration.fields.some(({ kind }) => pathKindOf(kind)) ? showFolder : undefined;
      default:
        return undefined;
    }
  }

  #showForm(response: ServerResponse, status: number, refused?: Refused): void {
    const { settings } = this.options;
    const { declaration, values } = settings;
    const { secrets = {}, shown = values } = refused ?? {};
    const fileNotices = settings.problems.map(({ key, message }) => ({ field: key, message }));
    const content: FormContent = {
      declaration,
      values: withoutSecrets(declaration, { ...values, ...refused?.entered }),
      knownSecrets: new Set([...settings.sealed, ...secretsIn(declaration, { ...values, ...secrets })]),
      notices: refused?.notices ?? [...this.#notices, ...fileNotices],
      isRefused: refused !== undefined,
      revision: this.#remember({ shown, secrets }),
      saves: this.#saves,
      url: this.url,
      file: settings.path,
    };
    send(response, status, "text/html; charset=utf-8", renderForm(content));
  }

  #remember(revision: Revision): string {
    const id = String(this.#nextRevision++);
    this.#revisions.set(id, revision);
    const [oldest] = this.#revisions.keys();
    if (this.#revisions.size > MAX_REVISIONS && oldest !== undefined) this.#revisions.delete(oldest);
    return id;
  }

  async #save(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { settings, check } = this.options;
    const form = await readForm(request);
    if (!form) {
      response.writeHead(413, { "Content-Length": 0, Connection: "close" }).end();
      return;
    }
    // Only what the user has changed is saved. Of a page that is not known any more, that is everything.
    const { shown, secrets } = this.#revisions.get(form.get("revision") ?? "") ?? { shown: {}, secrets: {} };
    const before = { ...settings.values, ...secrets } as Values;
    const { entered, values, notices } = await checkEntries(settings.declaration, form, before, settings.sealed);
    const refuse = (status: number, found: readonly Notice[]): void => {
      const open = { ...secrets, ...changedSecrets(settings.declaration, entered, settings.values) };
      this.#showForm(response, status, { entered: entered as Values, notices: found, shown, secrets: open });
    };
    const found = notices.length > 0 ? notices : await check(values);
    if (found.length > 0) {
      refuse(422, found);
      return;
    }
    try {
      await settings.save(changesIn(values, shown));
    } catch (error) {
      refuse(500, [{ message: `The settings could not be saved: ${describeError(error)}` }]);
      return;
    }
    this.#saves++;
    this.#notices = [];
    for (const waiting of this.#waiting) this.#announceSave(waiting);
    for (const listener of this.#onSaved) response.once("close", listener);
    response.writeHead(303, { Location: "saved", "Content-Length": 0 }).end();
  }

  /** Responds when the settings are saved in another window. Until then, the window is known to be open. */
  #waitForSave(response: ServerResponse, since: number): void {
    if (since < this.#saves) {
      this.#announceSave(response);
      return;
    }
    this.#hasScript = true;
    this.#waiting.add(response);
    response.once("close", () => this.#waiting.delete(response));
  }

  #announceSave(response: ServerResponse): void {
    sendJson(response, { saves: this.#saves, isLogin: this.options.endPage !== undefined });
  }

  async #openInBrowser(response: ServerResponse): Promise<void> {
    await this.openInBrowser();
    response.writeHead(204).end();
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const showFolder: Responder = async (_request, response, query) => {
  const isStart = query.get("start") === "1";
  try {
    sendJson(response, await browse(query.get("path") ?? "", { withFiles: query.get("kind") === "file", isStart }));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    sendJson(response, {
      problem: code === undefined ? message : (FILE_ERRORS[code] ?? `This folder cannot be shown (${code}).`),
    });
  }
};

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "This folder does not exist.",
  ENOTDIR: "This is not a folder.",
  EACCES: "You may not open this folder.",
  EPERM: "You may not open this folder.",
};

/** The page loads only what is next to it, is not part of another page, and is not kept by the browser. */
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // Not "no-referrer", with which a browser does not say where a form comes from.
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};

function send(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, { "Content-Type": contentType, "Content-Length": Buffer.byteLength(text) }).end(text);
}

function sendJson(response: ServerResponse, value: object): void {
  send(response, 200, "application/json", JSON.stringify(value));
}

/** Resolves to undefined if it is too large. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FORM_SIZE) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

function changesIn(values: Values, shown: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !isSameValue(value, shown[key])));
}

function secretsIn({ fields }: Declaration, values: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const isSecret = ({ key, kind }: Field): boolean => kind.type === "secret" && (values[key] ?? "") !== "";
  return new Set(fields.filter(isSecret).map(({ key }) => key));
}

function changedSecrets(
  { fields }: Declaration,
  entered: Readonly<Record<string, unknown>>,
  current: Values,
): Readonly<Record<string, unknown>> {
  const changed = fields.filter(({ key, kind }) => kind.type === "secret" && entered[key] !== current[key]);
  return Object.fromEntries(changed.map(({ key }) => [key, entered[key]]));
}
