import { realpath } from "node:fs/promises";
import { type Console, pageLogin, PortInUseError, startConsole } from "@galaxy-kit/console";
import {
  fileStore,
  type InspectOptions,
  type IntegrationFolder,
  type LoginWindow,
  openFolder,
  SimulatedClient,
} from "@galaxy-kit/simulator";
import { type ClientFlags, parseClientFlags } from "../client/client-flags.js";
import { clientSettings, integrationCommand } from "../client/client-settings.js";
import { chooseLoginWindow } from "../client/login-window.js";
import { explainClientErrors } from "../command-line/client-errors.js";
import { CommandError } from "../command-line/command-error.js";
import { renderDiagnostics } from "../diagnostics/report.js";
import { typescriptOf } from "../project/build.js";
import { describePython } from "../project/check-python-folder.js";
import { watchFiles } from "../project/watch-files.js";
import { aborted, interruption } from "../terminal/interruption.js";
import { readKeys } from "../terminal/keys.js";
import { LiveTerminal } from "../terminal/live-terminal.js";
import { onOneLine } from "../terminal/text.js";
import { editorAddress } from "./editor.js";
import { inspectOptions } from "./inspector.js";
import type { DevOptions } from "./options.js";
import { openInBrowser, pageFolder, parsePort } from "./page.js";
import { ProjectState } from "./project-state.js";
import { RebuildLoop } from "./rebuild-loop.js";
import { renderRoutes, routesOf } from "./routes.js";
import { keepHeapSmall } from "./small-heap.js";
import { Status } from "./status.js";

const KEYS = "r restart, s show the state, o open the page, l log out, c clear the cache, q quit, h help";
/** The width of a terminal that does not report it. */
const DEFAULT_WIDTH = 80;
const INDENT = "  ";

/**
 * Runs the integration in a folder, serves a page for it, and restarts it whenever its sources change.
 *
 * @returns the exit code
 */
export async function devLive(folder: string | undefined, options: DevOptions): Promise<number> {
  keepHeapSmall();
  const usage = folder === undefined ? "galaxy-kit dev DIR" : undefined;
  return await explainClientErrors(async () => {
    const session = new LiveSession(await checkFolder(folder ?? ".", options), options, await inspectOptions(options));
    try {
      await session.run();
    } finally {
      await session.close();
    }
    return 0;
  }, usage);
}

/** Returns the real path. Rejects a folder without an integration before all of it is watched. */
async function checkFolder(folder: string, options: DevOptions): Promise<string> {
  if (typescriptOf(folder) === undefined) return (await openFolder(folder, options)).folder;
  return await realpath(folder);
}

class LiveSession {
  readonly #interrupted = interruption();
  readonly #closing = new AbortController();
  readonly #terminal = new LiveTerminal(process.stdout);
  readonly #status: Status;
  readonly #project = new ProjectState();
  readonly #rebuildLoop: RebuildLoop;
  readonly #login = pageLogin();
  /** A user who reads only the terminal must learn that the page asks for the login. */
  readonly #loginOnPage: LoginWindow = async (step, context) => {
    this.#status.print(`log in on the page: ${this.#console?.url}`, "yellow");
    return await this.#login.window(step, context);
  };
  readonly #port: number | undefined;
  readonly #editor: string;
  readonly #flags: ClientFlags;
  /** The classes that are not listed, as they were printed. */
  #unlisted: readonly string[] = [];
  /** Of the latest build. */
  #authorMethods: Promise<Readonly<Record<string, string>>> | undefined;
  #client: SimulatedClient | undefined;
  #console: Console | undefined;
  #stopWatching: (() => Promise<void>) | undefined;
  #stopKeys: (() => void) | undefined;

  constructor(
    private readonly folder: string,
    private readonly options: DevOptions,
    private readonly inspect: InspectOptions | undefined,
  ) {
    this.#port = parsePort(options.port);
    this.#editor = editorAddress(options.editor);
    this.#flags = parseClientFlags({ ...options, timings: options.timings ?? "real" }, (line) => {
      this.#printIndented(this.#terminal.paint("dim", line));
    });
    this.#status = new Status(this.#terminal, options.verbose ?? false, this.#interrupted);
    this.#rebuildLoop = new RebuildLoop(folder, this.#project, {
      open: () => openFolder(folder, options),
      show: (integration) => this.#show(integration),
      start: async (integration, reason) => {
        this.#authorMethods = undefined;
        await this.#client?.restart({ source: integrationCommand(integration, options, this.inspect), reason });
        void this.#warnOfUnlisted(integration);
      },
    });
    this.#project.onChange((row) => {
      this.#status.showProject(row);
    });
  }

  /** Resolves when the user quits. */
  async run(): Promise<void> {
    const quit = this.#quitKey();
    this.#stopWatching = await watchFiles(
      this.folder,
      (path) => this.#rebuildLoop.change(path),
      (reason) => this.#status.print(`some changes will not be noticed: ${reason}`, "yellow"),
    );
    void this.#rebuildLoop.restart("first start");
    await Promise.race([aborted(this.#interrupted), quit, this.#rebuildLoop.failed]);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#stopKeys?.();
    await this.#stopWatching?.();
    await this.#rebuildLoop.close();
    await this.#client?.close();
    await this.#console?.close();
    this.#status.close();
  }

  async #show(integration: IntegrationFolder): Promise<void> {
    const { browser, open } = this.options;
    if (this.inspect && integration.entry === undefined)
      throw new CommandError("--inspect works only with TypeScript and JavaScript projects, which run in Node.");
    const loginWindow = chooseLoginWindow(browser, this.#loginOnPage);
    this.#client = new SimulatedClient({
      ...clientSettings(integration, this.options, this.#flags),
      store: fileStore(integration.storeName, { fresh: this.options.fresh ?? false, library: true }),
      loginWindow,
    });
    this.#status.follow(this.#client);
    this.#console = await this.#serve(this.#client, integration);
    this.#printIndented(...(await describePython(integration, this.#terminal.paint)));
    const routes = await routesOf(integration, this.#interrupted);
    this.#printIndented(...renderRoutes(routes, (process.stdout.columns || DEFAULT_WIDTH) - INDENT.length));
    if (open) await openInBrowser(this.#console.issueTicket());
  }

  async #serve(client: SimulatedClient, integration: IntegrationFolder): Promise<Console> {
    const { name, folder, source } = integration;
    const running = await startConsole({
      client,
      integration: {
        name,
        folder,
        command: [source.command, ...(source.args ?? [])].join(" "),
        // The compiler runs in the current folder.
        editor: { address: this.#editor, folder: process.cwd() },
      },
      page: pageFolder(),
      project: this.#project,
      login: this.#login,
      authorMethods: () => (this.#authorMethods ??= this.#describeMethods(integration)),
      restart: () => this.#rebuildLoop.restart(),
      ...(this.#port !== undefined && { port: this.#port }),
    }).catch((error: unknown) => {
      throw error instanceof PortInUseError ? new CommandError(`Cannot serve the page: ${error.message}`) : error;
    });
    const { paint } = this.#terminal;
    this.#terminal.print("");
    this.#printIndented(
      `${paint("bold", onOneLine(name))}  ${onOneLine(folder)}`,
      paint("cyan", running.url),
      paint("dim", KEYS),
    );
    return running;
  }

  async #describeMethods(integration: IntegrationFolder): Promise<Readonly<Record<string, string>>> {
    const routes = await routesOf(integration, AbortSignal.any([this.#interrupted, this.#closing.signal]));
    return Object.fromEntries(routes.map(({ method, handler }) => [method, handler]));
  }

  /** Once, until something else is forgotten. */
  async #warnOfUnlisted(integration: IntegrationFolder): Promise<void> {
    const { findUnlisted } = await import("../show/find-unlisted.js");
    const diagnostics = await findUnlisted(integration, AbortSignal.any([this.#interrupted, this.#closing.signal]));
    const found = renderDiagnostics({ folder: integration.folder, diagnostics }, this.#terminal.paint);
    for (const text of found) if (!this.#unlisted.includes(text)) this.#status.print(text);
    this.#unlisted = found;
  }

  #printIndented(...lines: readonly string[]): void {
    if (lines.length > 0) this.#terminal.print(...lines.map((line) => INDENT + line), "");
  }

  #quitKey(): Promise<void> {
    return new Promise((resolve) => {
      this.#stopKeys = readKeys((key) => {
        if (key === "q") resolve();
        else void this.#execute(key).catch((error: unknown) => this.#status.print((error as Error).message, "red"));
      });
    });
  }

  async #execute(key: string): Promise<void> {
    switch (key) {
      case "r":
        await this.#rebuildLoop.restart();
        break;
      case "s":
        this.#status.showParts(this.#client?.parts ?? []);
        break;
      case "o":
        if (this.#console) await openInBrowser(this.#console.issueTicket());
        break;
      case "l":
        await this.#client?.disconnect();
        break;
      case "c":
        await this.#client?.clearCache();
        this.#status.print("cache cleared; press r to restart the integration without it");
        break;
      default:
        this.#status.print(KEYS, "dim");
    }
  }
}
