import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { ActionRefused, type Change, describeProblem, type IntegrationSource, type KnownGame, type LogEntry, type LoginWindow, type Problem, quickTimings, realTimings, SimulatedClient } from "@galaxy-kit/simulator";
import { COMMANDS, parseCommand } from "./command.js";
import { onOneLine } from "./format.js";
import { Numbering } from "./numbering.js";
import type { Options } from "./options.js";
import { describeChanges, isShown, type Paint, renderLibrary, renderLog, shownGames, toJson } from "./presenter.js";

const INTEGRATION = fileURLToPath(new URL("../main.js", import.meta.url));

/** As long as the real client seems to wait. */
const LONGEST_IMPORT_MILLISECONDS = 10 * 60_000;

const INTERRUPTED = 130;

/** What is shown. */
export interface Shown {
  /** A folder of games, or the name of an integration. */
  readonly what: string;
  readonly source: IntegrationSource;
  readonly loginWindow?: LoginWindow;
}

/** This app, with the games in a folder. */
export function folderLibrary(dir: string, verbose: boolean): Shown {
  const env = { GALAXY_KIT_LIBRARY: dir, ...(verbose && { GALAXY_KIT_LOG_LEVEL: "debug" }) };
  return { what: dir, source: { command: process.execPath, args: ["--enable-source-maps", INTEGRATION], env } };
}

/** The integration in the simulated client, and what the client knows on the terminal. */
export class Show {
  private readonly client: SimulatedClient;
  private readonly numbering = new Numbering();
  /** Where everything goes that is not the JSON. */
  private readonly text: NodeJS.WriteStream;
  private isInterrupted = false;
  private isLate = false;
  /** The integration has said itself that something failed, such as one of its games. */
  private loggedError = false;

  constructor(
    private readonly shown: Shown,
    private readonly options: Options,
  ) {
    this.text = options.json ? process.stderr : process.stdout;
    this.client = new SimulatedClient({
      integration: shown.source,
      ...(shown.loginWindow && { loginWindow: shown.loginWindow }),
      timings: options.realistic ? realTimings : quickTimings,
    });
  }

  /** Ends when everything is imported. The exit code tells whether all went well. */
  async once(): Promise<number> {
    const interrupted = this.begin();
    await this.client.start();
    await Promise.race([interrupted, this.imported()]);
    const { state, reason } = this.client.status;
    await this.client.close();
    if (this.isInterrupted) return INTERRUPTED;
    this.present();
    if (state !== "connected") this.complain(`The integration is ${state}: ${reason}`);
    const hasFailed = this.client.problems.some((problem) => problem.severity === "error") || this.loggedError;
    return state === "connected" && !hasFailed && !this.isLate ? 0 : 1;
  }

  /** Goes on until the user ends it, or the integration has gone. */
  async watch(): Promise<number> {
    const interrupted = this.begin();
    const gone = this.integrationGone();
    await this.client.start();
    await Promise.race([interrupted, gone, this.client.importsDone()]);
    if (!this.isInterrupted && !this.hasGone()) {
      this.present();
      this.write("", `Watching ${this.shown.what}: ${COMMANDS}.`, "");
      this.followChanges();
      await Promise.race([interrupted, gone, this.typedQuit()]);
    }
    const hasFailed = !this.isInterrupted && this.hasGone();
    if (hasFailed) this.complain(`The integration is ${this.client.status.state}: ${this.client.status.reason}`);
    await this.client.close();
    process.stdin.destroy();
    return hasFailed ? 1 : 0;
  }

  /** Shows what goes wrong from now on; resolves when the user wants an end. */
  private begin(): Promise<void> {
    this.client.on("problem", (problem) => {
      this.showProblem(problem);
    });
    this.client.on("log", (entry) => {
      this.loggedError ||= entry.fields?.["level"] === "error";
      this.showLog(entry);
    });
    return new Promise((resolve) => {
      const interrupt = (): void => {
        this.isInterrupted = true;
        resolve();
      };
      // More than one may come for one Ctrl-C: the terminal sends it, and npm passes it on.
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
      // Whoever was reading has gone.
      for (const stream of [process.stdout, process.stderr]) stream.on("error", interrupt);
    });
  }

  private async imported(): Promise<void> {
    try {
      await this.client.importsDone(LONGEST_IMPORT_MILLISECONDS);
    } catch (error) {
      this.complain((error as Error).message);
      this.isLate = true;
    }
  }

  private integrationGone(): Promise<void> {
    return new Promise((resolve) => {
      this.client.on("state", () => {
        if (this.hasGone()) resolve();
      });
    });
  }

  private hasGone(): boolean {
    return ["crashed", "refused"].includes(this.client.status.state);
  }

  private present(): void {
    const { library, problems } = this.client;
    for (const { gameId } of shownGames(library)) this.numbering.of(gameId);
    if (this.options.json) process.stdout.write(`${toJson(library, problems)}\n`);
    else this.list();
  }

  private list(): void {
    this.write(...renderLibrary(this.client.library, this.numbering.of, painter(this.text)));
  }

  private followChanges(): void {
    const shown = new Map<string, KnownGame>(Object.entries(this.client.library.games));
    this.client.on("changed", ({ subject, ids }: Change) => {
      if (subject !== "games") return;
      for (const id of ids) {
        const game = this.client.library.games[id];
        for (const change of describeChanges(shown.get(id), game)) this.write(`${timeOfDay()}  ${change}`);
        if (isShown(game)) this.numbering.of(id);
        if (game) shown.set(id, game);
        else shown.delete(id);
      }
    });
  }

  /** Reads lines, if anybody types some. Resolves when the user has typed that it is enough. */
  private typedQuit(): Promise<void> {
    return new Promise((resolve) => {
      const lines = createInterface({ input: process.stdin, terminal: false });
      lines.on("line", (line) => {
        if (this.obey(line) === "quit") resolve();
      });
      lines.on("close", () => {
        // At a terminal that is Ctrl-D. Elsewhere there is just nobody who types.
        if (process.stdin.isTTY) resolve();
      });
    });
  }

  private obey(line: string): "quit" | undefined {
    const command = parseCommand(line);
    if (command.kind === "quit") return "quit";
    if (command.kind === "unknown") this.complain(command.hint);
    if (command.kind === "list") this.list();
    if (command.kind === "launch") this.launch(command.number);
    return undefined;
  }

  private launch(number: number): void {
    const gameId = this.numbering.idOf(number);
    if (gameId === undefined) {
      this.complain(`There is no game ${number}; l lists the games.`);
      return;
    }
    try {
      this.client.launchGame(gameId);
    } catch (error) {
      if (!(error instanceof ActionRefused)) throw error;
      this.complain(error.message);
    }
  }

  private showProblem(problem: Problem): void {
    // Ctrl-C reaches the integration too, which then ends by itself.
    if (this.isInterrupted) return;
    this.complain(onOneLine(describeProblem(problem)), problem.severity === "error" ? "red" : "yellow");
  }

  private showLog(entry: LogEntry): void {
    const line = renderLog(entry, this.options, painter(process.stderr));
    if (line !== undefined) process.stderr.write(`${line}\n`);
  }

  private complain(text: string, style: "red" | "yellow" = "red"): void {
    process.stderr.write(`${painter(process.stderr)(style, text)}\n`);
  }

  private write(...lines: readonly string[]): void {
    this.text.write(lines.map((line) => `${line}\n`).join(""));
  }
}

/** Colours for a terminal that has some. */
function painter(stream: NodeJS.WriteStream): Paint {
  return (style, text) => (stream.isTTY && stream.hasColors() ? styleText(style, text, { validateStream: false }) : text);
}

function timeOfDay(): string {
  return new Date().toLocaleTimeString("en-GB");
}
