import type { LogEntry, SimulatedClient } from "@galaxy-kit/simulator";
import { ImportProgress } from "../library/import-progress.js";
import { renderLibrary, toJson } from "../library/render-library.js";
import { Numbering, shownGames } from "../library/shown-games.js";
import { LiveTerminal } from "../terminal/live-terminal.js";
import { painter } from "../terminal/paint.js";
import { ProblemLines } from "../terminal/problem-lines.js";
import { renderLog } from "../terminal/render-log.js";
import { onOneLine } from "../terminal/text.js";
import { columnsOf } from "../terminal/width.js";
import { fitted } from "../terminal/wrap.js";
import type { ShowOptions } from "./options.js";

/** Prints the library of a client, its problems and the log of the integration. */
export class Screen {
  /** The numbers of the games in the table. */
  readonly numbering = new Numbering();
  hasLoggedError = false;
  readonly #imports = new ImportProgress();
  readonly #messages = new LiveTerminal(process.stderr);
  readonly #problems = new ProblemLines((fault) => {
    this.warn(onOneLine(fault.describe()), fault.severity === "error" ? "red" : "yellow");
  });
  /** Receives everything that is not JSON. */
  readonly #text: NodeJS.WriteStream;

  constructor(
    private readonly client: SimulatedClient,
    private readonly options: Pick<ShowOptions, "all" | "json" | "verbose">,
    interrupted: AbortSignal,
  ) {
    this.#text = options.json ? process.stderr : process.stdout;
    client.on("problem", (problem) => {
      // Ctrl-C reaches the integration too, which then exits. A crash is reported as the state of the client.
      if (!interrupted.aborted && problem.kind !== "crash") this.#problems.add(problem);
    });
    client.on("progress", (progress) => {
      this.#imports.update(progress);
      this.#messages.statusSoon((columns) => this.#imports.describe(columns));
    });
    client.on("log", (entry) => {
      this.hasLoggedError ||= entry.level === "error";
      this.#problems.addLogged(entry);
      this.#printLog(entry);
    });
  }

  /** Prints the problems that have waited for others like them. */
  flush(): void {
    this.#problems.flush();
  }

  /** Prints the library as a table or as JSON. */
  printLibrary(): void {
    this.flush();
    this.#messages.status();
    const { library, problems, parts } = this.client;
    for (const { gameId } of shownGames(library)) this.numbering.of(gameId);
    if (this.options.json) process.stdout.write(`${toJson(library, problems, parts)}\n`);
    else this.printTable();
  }

  printTable(): void {
    const { all } = this.options;
    const view = { numberOf: this.numbering.of, paint: painter(this.#text), columns: columnsOf(this.#text), all };
    this.print(...renderLibrary(this.client.library, view));
  }

  print(...lines: readonly string[]): void {
    this.#text.write(fitted(lines.map((line) => `${line}\n`).join(""), this.#text));
  }

  warn(text: string, style: "red" | "yellow" = "red"): void {
    this.#messages.print(this.#messages.paint(style, text));
  }

  #printLog(entry: LogEntry): void {
    const line = renderLog(entry, { verbose: this.options.verbose ?? false }, this.#messages.paint);
    if (line !== undefined) this.#messages.print(line);
  }
}
