import type { Clock } from "../clock.js";
import { Emitter } from "./emitter.js";
import type { ClientEvents } from "./events.js";
import type { JournalEntry, LogEntry, NewJournalEntry } from "./journal.js";
import type { NewProblem, Problem } from "./problem.js";
import { Recent } from "./recent.js";

const KEPT_PROBLEMS = 10_000;
const KEPT_LOG_LINES = 10_000;

/** Keeps, dates and tells what happens. */
export class Logbook {
  readonly events = new Emitter<ClientEvents>();
  readonly #problems = new Recent<Problem>(KEPT_PROBLEMS);
  readonly #log = new Recent<LogEntry>(KEPT_LOG_LINES);
  readonly #journal: Recent<JournalEntry>;
  #messages = 0;

  constructor(
    private readonly clock: Clock,
    keptMessages: number,
  ) {
    this.#journal = new Recent(keptMessages);
  }

  get problems(): readonly Problem[] {
    return this.#problems.entries;
  }

  get journal(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  get log(): readonly LogEntry[] {
    return this.#log.entries;
  }

  problem(problem: NewProblem): void {
    const dated: Problem = { severity: "error", ...problem, time: this.clock.now() };
    this.#problems.add(dated);
    this.events.emit("problem", dated);
  }

  message(entry: NewJournalEntry): void {
    const numbered: JournalEntry = { number: ++this.#messages, time: this.clock.now(), ...entry };
    this.#journal.add(numbered);
    this.events.emit("message", numbered);
  }

  line(stream: LogEntry["stream"], text: string): void {
    const entry: LogEntry = { time: this.clock.now(), stream, text, ...fieldsOf(text) };
    this.#log.add(entry);
    this.events.emit("log", entry);
  }
}

function fieldsOf(text: string): Pick<LogEntry, "fields"> {
  if (!text.startsWith("{")) return {};
  try {
    return { fields: JSON.parse(text) as Readonly<Record<string, unknown>> };
  } catch {
    return {};
  }
}
