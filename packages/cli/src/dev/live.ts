import { realpath } from "node:fs/promises";
import { type Console, pageLogin, PortInUseError, startConsole } from "@galaxy-kit/console";
import { type IntegrationFolder, openFolder, SimulatedClient } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";
import { compilerOf } from "../project/build.js";
import { explained } from "../project/explained.js";
import { watchFiles } from "../project/watch-files.js";
import { aborted, interruption } from "../terminal/interruption.js";
import { readKeys } from "../terminal/keys.js";
import { LiveTerminal } from "../terminal/live-terminal.js";
import { onOneLine } from "../terminal/text.js";
import { clientOptions, sourceOf } from "./client-options.js";
import { chooseLoginWindow } from "./login-window.js";
import type { DevOptions } from "./options.js";
import { openInBrowser, pageFolder, parsePort } from "./page.js";
import { ProjectState } from "./project-state.js";
import { Status } from "./status.js";
import { Workbench } from "./workbench.js";

const KEYS = "r restart, o open the page, l log out, c clear the cache, q quit, h help";

/** Runs the integration in a folder with a page beside it, and again whenever its sources change. Answers the exit code. */
export async function devLive(folder: string | undefined, options: DevOptions): Promise<number> {
  try {
    const session = new LiveSession(await checkFolder(folder ?? "."), options);
    await session.run().finally(() => session.close());
    return 0;
  } catch (error) {
    throw explained(error, folder === undefined ? "galaxy-kit dev DIR" : undefined);
  }
}

/** Answers the real path. A folder that can never be started is refused before all of it is watched. */
async function checkFolder(folder: string): Promise<string> {
  if (compilerOf(folder) === undefined) return (await openFolder(folder)).folder;
  return await realpath(folder);
}

class LiveSession {
  readonly #interrupted = interruption();
  readonly #terminal = new LiveTerminal(process.stdout);
  readonly #status: Status;
  readonly #project = new ProjectState();
  readonly #workbench: Workbench;
  readonly #login = pageLogin();
  readonly #port: number | undefined;
  #client: SimulatedClient | undefined;
  #console: Console | undefined;
  #stopWatching: (() => Promise<void>) | undefined;
  #stopKeys: (() => void) | undefined;

  constructor(
    private readonly folder: string,
    private readonly options: DevOptions,
  ) {
    this.#port = parsePort(options.port);
    this.#status = new Status(this.#terminal, options.verbose, this.#interrupted);
    this.#workbench = new Workbench(folder, this.#project, {
      show: (integration) => this.#show(integration),
      start: async (integration, reason) => {
        await this.#client?.restart({ source: sourceOf(integration, options), reason });
      },
    });
    this.#project.onChange((row) => {
      this.#status.showProject(row);
    });
  }

  /** Answers when the user wants an end. */
  async run(): Promise<void> {
    const quit = this.#quitKey();
    this.#stopWatching = await watchFiles(
      this.folder,
      (path) => this.#workbench.change(path),
      (why) => this.#status.tell(`some changes will go unnoticed: ${why}`, "yellow"),
    );
    void this.#workbench.restart("the integration is being started");
    await Promise.race([aborted(this.#interrupted), quit, this.#workbench.failed]);
  }

  async close(): Promise<void> {
    this.#stopKeys?.();
    await this.#stopWatching?.();
    await this.#workbench.close();
    await this.#client?.close();
    await this.#console?.close();
    this.#status.close();
  }

  async #show(integration: IntegrationFolder): Promise<void> {
    const { browser, "no-open": staysClosed } = this.options;
    const loginWindow = chooseLoginWindow(browser, this.#login.window);
    this.#client = new SimulatedClient({ ...clientOptions(integration, this.options), loginWindow });
    this.#status.follow(this.#client);
    this.#console = await this.#serve(this.#client, integration);
    if (!staysClosed) await openInBrowser(this.#console.issueTicket());
  }

  async #serve(client: SimulatedClient, { name, folder, source }: IntegrationFolder): Promise<Console> {
    const running = await startConsole({
      client,
      integration: { name, folder, command: [source.command, ...(source.args ?? [])].join(" ") },
      page: pageFolder(),
      project: this.#project,
      login: this.#login,
      restart: () => this.#workbench.restart(),
      ...(this.#port !== undefined && { port: this.#port }),
    }).catch((error: unknown) => {
      throw error instanceof PortInUseError ? new CommandError(`The page cannot be served: ${error.message}`) : error;
    });
    const { paint } = this.#terminal;
    this.#terminal.print(
      "",
      `  ${paint("bold", onOneLine(name))}  ${onOneLine(folder)}`,
      `  ${paint("cyan", running.url)}`,
      `  ${paint("dim", KEYS)}`,
      "",
    );
    return running;
  }

  #quitKey(): Promise<void> {
    return new Promise((resolve) => {
      this.#stopKeys = readKeys((key) => {
        if (key === "q") resolve();
        else void this.#obey(key).catch((error: unknown) => this.#status.tell((error as Error).message, "red"));
      });
    });
  }

  async #obey(key: string): Promise<void> {
    switch (key) {
      case "r":
        await this.#workbench.restart();
        break;
      case "o":
        if (this.#console) await openInBrowser(this.#console.issueTicket());
        break;
      case "l":
        await this.#client?.disconnect();
        break;
      case "c":
        await this.#client?.clearCache();
        this.#status.tell("the cache is cleared; r starts the integration without it");
        break;
      default:
        this.#status.tell(KEYS, "dim");
    }
  }
}
