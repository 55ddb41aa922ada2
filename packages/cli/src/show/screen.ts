import { describeProblem, type LogEntry, type Problem, type SimulatedClient } from "@galaxy-kit/simulator";
import { renderLibrary } from "../library/render-library.js";
import { Numbering } from "../library/shown-games.js";
import { shownGames } from "../library/shown-games.js";
import { toJson } from "../library/shown-games.js";
import { painter } from "../terminal/paint.js";
import { renderLog } from "../terminal/render-log.js";
import { onOneLine } from "../terminal/text.js";

/** How the library is shown. */
export interface ShowOptions {
  /** Print JSON to stdout, and everything else to stderr. */
  readonly json: boolean;
  /** Show the whole log of the integration, not only warnings and errors. */
  readonly verbose: boolean;
}

/** Prints what a client knows, and what goes wrong. */
export class Screen {
  /** Of the games in the table. */
  readonly numbering = new Numbering();
  /** The integration has said itself that something failed, such as one of its games. */
  hasLoggedError = false;
  /** Where everything goes that is not the JSON. */
  readonly #text: NodeJS.WriteStream;

  constructor(
    private readonly client: SimulatedClient,
    private readonly options: ShowOptions,
    interrupted: AbortSignal,
  ) {
    this.#text = options.json ? process.stderr : process.stdout;
    client.on("problem", (problem) => {
      // Ctrl-C reaches the integration too, which then ends by itself. A crash is the state that it is left in.
      if (!interrupted.aborted && problem.kind !== "crash") this.#showProblem(problem);
    });
    client.on("log", (entry) => {
      this.hasLoggedError ||= entry.level === "error";
      this.#showLog(entry);
    });
  }

  /** The library, as it was asked for. */
  present(): void {
    const { library, problems } = this.client;
    for (const { gameId } of shownGames(library)) this.numbering.of(gameId);
    if (this.options.json) process.stdout.write(`${toJson(library, problems)}\n`);
    else this.list();
  }

  list(): void {
    this.write(...renderLibrary(this.client.library, this.numbering.of, painter(this.#text)));
  }

  write(...lines: readonly string[]): void {
    this.#text.write(lines.map((line) => `${line}\n`).join(""));
  }

  complain(text: string, style: "red" | "yellow" = "red"): void {
    process.stderr.write(`${painter(process.stderr)(style, text)}\n`);
  }

  #showProblem(problem: Problem): void {
    this.complain(onOneLine(describeProblem(problem)), problem.severity === "error" ? "red" : "yellow");
  }

  #showLog(entry: LogEntry): void {
    const line = renderLog(entry, this.options, painter(process.stderr));
    if (line !== undefined) process.stderr.write(`${line}\n`);
  }
}
