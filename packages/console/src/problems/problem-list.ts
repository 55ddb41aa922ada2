import type { LogEntry, Problem, SimulatedClient } from "@galaxy-kit/simulator";
import type { ProblemRow } from "../contract/index.js";
import { callOfLine } from "./failed-call.js";
import { rowOfLine, rowOfProblem } from "./problem-row.js";

/** The problems of a client, and the errors that the integration has logged, in the order in which they happened. */
export class ProblemList {
  readonly #rows: ProblemRow[] = [];
  readonly #unsubscribe: readonly (() => void)[];
  #dropped = 0;

  /** @param kept - how many are kept; a few more stay for a while */
  constructor(
    private readonly client: SimulatedClient,
    private readonly kept: number,
  ) {
    for (const entry of [...client.problems, ...client.log].sort((one, other) => one.time - other.time)) {
      if ("severity" in entry) this.#addProblem(entry);
      else this.#addLine(entry);
    }
    this.#unsubscribe = [
      client.on("problem", (problem) => this.#addProblem(problem)),
      client.on("log", (line) => this.#addLine(line)),
    ];
  }

  get first(): number {
    return this.#dropped + 1;
  }

  get last(): number {
    return this.#dropped + this.#rows.length;
  }

  at(number: number): ProblemRow | undefined {
    return this.#rows[number - this.first];
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  #addProblem(problem: Problem): void {
    this.#add(rowOfProblem(problem, this.last + 1, this.#sessionAt(problem.time)));
  }

  #addLine(line: LogEntry): void {
    if (line.level !== "error" && !saysWhereItFailed(line)) return;
    this.#add(rowOfLine(line, this.last + 1, this.#sessionAt(line.time)));
  }

  /** In slices, because dropping rows one by one would move the whole list each time. */
  #add(row: ProblemRow): void {
    this.#rows.push(row);
    if (this.#rows.length < 2 * this.kept) return;
    this.#rows.splice(0, this.kept);
    this.#dropped += this.kept;
  }

  #sessionAt(time: number): number {
    return this.client.sessions.findLast((session) => session.time <= time)?.number ?? 0;
  }
}

/** Whether a line has the stack of an error that made a call fail. */
function saysWhereItFailed(line: LogEntry): boolean {
  return line.level === "warn" && line.trace !== undefined && callOfLine(line) !== undefined;
}
