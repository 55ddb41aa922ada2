import type { ProjectRow } from "@galaxy-kit/console";
import { isInTrouble, type PartState } from "@galaxy-kit/protocol";
import type { ConnectionStatus, DebuggerState, SimulatedClient } from "@galaxy-kit/simulator";
import { ImportProgress } from "../library/import-progress.js";
import type { LiveTerminal } from "../terminal/live-terminal.js";
import { type Paint, timeOfDay } from "../terminal/paint.js";
import { ProblemLines } from "../terminal/problem-lines.js";
import { RateLimit } from "../terminal/rate-limit.js";
import { renderLog } from "../terminal/render-log.js";
import { onOneLine } from "../terminal/text.js";
import { describeInspector } from "./inspector.js";
import { renderParts } from "./part-table.js";

const INDENT = "  ";

type Style = Parameters<Paint>[0];

const styles: Readonly<Partial<Record<ConnectionStatus["state"], Style>>> = {
  connected: "green",
  crashed: "red",
  refused: "red",
  "not responding": "red",
  "connection lost": "yellow",
  offline: "yellow",
  "not connected": "yellow",
};

/** Prints what happens to the integration and its sources. */
export class Status {
  readonly #imports = new ImportProgress();
  readonly #limit = new RateLimit((count) => {
    this.print(`… and ${count} more lines; the page shows the latest ones`, "dim");
  });
  readonly #problems = new ProblemLines((fault) => {
    if (!this.#limit.passes()) return;
    this.print(onOneLine(fault.describe()), fault.severity === "error" ? "red" : "yellow");
  });
  /** The parts that were in trouble when they were shown last. */
  #troubled: ReadonlySet<string> = new Set();
  #isBuilding = false;
  #debugger: DebuggerState | undefined;

  constructor(
    private readonly terminal: LiveTerminal,
    private readonly verbose: boolean,
    private readonly interrupted: AbortSignal,
  ) {}

  print(text: string, style?: Style): void {
    const { paint } = this.terminal;
    this.terminal.print(`${paint("dim", timeOfDay())}  ${style ? paint(style, text) : text}`);
  }

  /** Prints the events of a client. */
  follow(client: SimulatedClient): void {
    client.on("state", ({ state, reason }) => {
      // Ctrl-C reaches the integration too, which then exits.
      if (state !== "closed" && !this.interrupted.aborted) this.print(`${state}: ${onOneLine(reason)}`, styles[state]);
    });
    client.on("progress", (progress) => {
      const end = this.#imports.update(progress);
      // Imports that are running when the user quits end with the client, which is not worth a line each.
      if (end !== undefined && client.status.state !== "closed")
        this.print(onOneLine(end), progress.state === "failed" ? "red" : undefined);
      this.terminal.statusSoon(this.#statusText);
    });
    client.on("problem", (problem) => {
      if (!this.interrupted.aborted) this.#problems.add(problem);
    });
    client.on("debugger", (inspector) => this.#showDebugger(inspector));
    client.on("parts", (parts) => {
      const troubled = new Set(parts.filter(isInTrouble).map(({ name }) => name));
      const isWorse = [...troubled].some((name) => !this.#troubled.has(name));
      this.#troubled = troubled;
      if (isWorse) this.showParts(parts);
    });
    client.on("log", (entry) => {
      this.#problems.addLogged(entry);
      const line = renderLog(entry, { verbose: this.verbose }, this.terminal.paint);
      if (line !== undefined && this.#limit.passes()) this.print(line);
    });
  }

  /** Prints what the parts of the integration are doing. */
  showParts(parts: readonly PartState[]): void {
    const { columns, paint } = this.terminal;
    const room = columns === undefined ? undefined : columns - INDENT.length;
    this.terminal.print(...renderParts(parts, paint, room).map((line) => INDENT + line));
  }

  showProject({ state, duration = 0, output = "", changed }: ProjectRow): void {
    // A build after a change is announced in a separate line.
    this.#isBuilding = state === "building" && changed.length === 0;
    this.terminal.status(this.#statusText);
    if (state === "building" && changed.length > 0) this.print(`${describeFiles(changed)}: building…`);
    if (state === "built") this.print(`built in ${(duration / 1000).toFixed(1)} s`);
    if (state === "failed") {
      this.print("build failed; waiting for a file to change", "red");
      this.terminal.printColored(output);
    }
  }

  close(): void {
    this.#problems.flush();
    this.#limit.close();
    this.terminal.status();
  }

  #showDebugger(inspector: DebuggerState | undefined): void {
    const before = this.#debugger;
    this.#debugger = inspector;
    if (!inspector) return;
    if (inspector.webSocket !== before?.webSocket)
      for (const line of describeInspector(inspector)) this.print(line, "cyan");
    if (inspector.pausedAt !== undefined) this.print(`paused at ${onOneLine(inspector.pausedAt)}`, "yellow");
    else if (before?.pausedAt !== undefined) this.print("running again");
  }

  readonly #statusText = (columns: number): string =>
    this.#isBuilding ? "building…" : this.#imports.describe(columns);
}

function describeFiles([first = "", ...others]: readonly string[]): string {
  return onOneLine(others.length === 0 ? first : `${first} and ${others.length} more`);
}
