import type { Clock } from "../clock.js";
import { BoundedList } from "./bounded-list.js";
import { Causes } from "./causes.js";
import { Emitter } from "./emitter.js";
import type { ClientEvents } from "./events.js";
import type { Journal } from "./journal.js";
import type { NewMessage } from "./journal-entry.js";
import { type LogEntry, readLogLine } from "./log-entry.js";
import type { Masking } from "./masking.js";
import type { NewProblem, Problem } from "./problem.js";

const KEPT_PROBLEMS = 10_000;
const KEPT_LOG_LINES = 10_000;
const KEPT_LOG_CHARACTERS = 16 * 1024 * 1024;

/** Keeps, dates and tells what happens. */
export class Recorder {
  readonly events = new Emitter<ClientEvents>();
  readonly #problems = new BoundedList<Problem>(KEPT_PROBLEMS);
  readonly #log = new BoundedList<LogEntry>(KEPT_LOG_LINES, KEPT_LOG_CHARACTERS, ({ text }) => text.length);
  readonly #causes = new Causes();

  constructor(
    private readonly clock: Clock,
    readonly journal: Journal,
    readonly masking: Masking,
  ) {}

  get problems(): readonly Problem[] {
    return this.#problems.entries;
  }

  get log(): readonly LogEntry[] {
    return this.#log.entries;
  }

  problem(problem: NewProblem): void {
    const dated: Problem = { severity: "error", ...problem, time: this.clock.now() };
    this.#problems.add(dated);
    this.events.emit("problem", dated);
  }

  message(message: NewMessage): void {
    const entry = this.journal.add(message);
    this.#causes.note(entry);
    this.events.emit("message", entry);
  }

  line(stream: LogEntry["stream"], text: string): LogEntry {
    const said = readLogLine(text);
    const time = this.clock.now();
    const cause = this.#causes.of(said, time);
    const entry: LogEntry = { time, stream, ...said, ...(cause && { cause }) };
    this.#log.add(entry);
    this.events.emit("log", entry);
    return entry;
  }
}
