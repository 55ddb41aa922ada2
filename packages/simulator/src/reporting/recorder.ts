import type { PartState } from "@galaxy-kit/protocol";
import type { Clock } from "../clock.js";
import { BoundedList } from "./bounded-list.js";
import { Causes } from "./causes.js";
import type { DebuggerState } from "./debugger-state.js";
import { Emitter } from "./emitter.js";
import type { ClientEvents } from "./events.js";
import type { NewMessage } from "./journal-entry.js";
import type { Journal } from "./journal.js";
import { type LogEntry, readLogLine } from "./log-entry.js";
import type { LoginNavigation, LoginVisit } from "./login-visit.js";
import type { Masking } from "./masking.js";
import { Mistakes } from "./mistakes.js";
import type { NewProblem, Problem } from "./problem.js";
import type { SessionStart } from "./session-start.js";

const MAX_PROBLEMS = 10_000;
const MAX_NAVIGATIONS = 1_000;
const MAX_SESSIONS = 1_000;
const MAX_LOG_LINES = 10_000;
const MAX_LOG_CHARACTERS = 16 * 1024 * 1024;

/** Records problems, messages and log lines with their time, and emits an event for each. */
export class Recorder {
  readonly events = new Emitter<ClientEvents>();
  readonly #problems = new BoundedList<Problem>(MAX_PROBLEMS);
  readonly #log = new BoundedList<LogEntry>(MAX_LOG_LINES, MAX_LOG_CHARACTERS, ({ text }) => text.length);
  readonly #navigations = new BoundedList<LoginVisit>(MAX_NAVIGATIONS);
  readonly #sessions = new BoundedList<SessionStart>(MAX_SESSIONS);
  readonly #causes = new Causes();
  readonly #mistakes = new Mistakes();
  #parts: readonly PartState[] = [];
  #debugger: DebuggerState | undefined;

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

  /** When the integration was started, oldest first. */
  get sessions(): readonly SessionStart[] {
    return this.#sessions.entries;
  }

  /** What the parts of the integration are doing, as it has reported last. */
  get parts(): readonly PartState[] {
    return this.#parts;
  }

  /** The inspector of the integration, while it is open. */
  get debugger(): DebuggerState | undefined {
    return this.#debugger;
  }

  get navigations(): readonly LoginVisit[] {
    return this.#navigations.entries;
  }

  /** Records an address that a login window visited, compared with this pattern. */
  navigation(navigation: LoginNavigation, endUriRegex: string): void {
    const address = this.masking.address(navigation.address);
    const visit: LoginVisit = { ...navigation, address, endUriRegex, time: this.clock.now() };
    this.#navigations.add(visit);
    this.events.emit("navigation", visit);
  }

  problem(problem: NewProblem): void {
    const recorded: Problem = { severity: "error", ...problem, time: this.clock.now() };
    this.#problems.add(recorded);
    this.events.emit("problem", recorded);
  }

  /** Records a warning about something that can be used, and that may be the same in every message. */
  mistake(mistake: Omit<NewProblem, "severity">): void {
    const problem = this.#mistakes.next({
      ...mistake,
      message: this.masking.mistake(mistake.method, mistake.message),
    });
    if (problem) this.problem(problem);
  }

  /** Call when the integration starts. Its mistakes are reported again. */
  startSession(reason: string): void {
    const number = (this.sessions.at(-1)?.number ?? 0) + 1;
    const session: SessionStart = { number, time: this.clock.now(), reason };
    this.#sessions.add(session);
    this.events.emit("session", session);
    this.#mistakes.clear();
    if (this.#parts.length > 0) this.showParts([]);
  }

  message(message: NewMessage): void {
    const entry = this.journal.add(message);
    this.#causes.note(entry);
    this.events.emit("message", entry);
  }

  showParts(parts: readonly PartState[]): void {
    this.#parts = parts;
    this.events.emit("parts", parts);
  }

  showDebugger(state: DebuggerState | undefined): void {
    this.#debugger = state;
    this.events.emit("debugger", state);
  }

  line(stream: LogEntry["stream"], text: string): LogEntry {
    const content = readLogLine(text);
    const time = this.clock.now();
    const cause = this.#causes.of(content, time);
    const entry: LogEntry = { time, stream, ...content, ...(cause && { cause }) };
    this.#log.add(entry);
    this.events.emit("log", entry);
    return entry;
  }
}
