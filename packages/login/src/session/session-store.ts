import type { JsonObject } from "@galaxy-kit/sdk";
import type { SessionParts } from "./session-parts.js";

const MEMBER = "session";
const MIN_PAUSE_MS = 5_000;

/** Stores a session with the user's credentials: only if it has changed, and not too often. */
export class SessionStore {
  #stored = "";
  #storedAt = -Infinity;
  #waiting: JsonObject | undefined;
  /** The members of what an earlier implementation has stored. */
  #outdated: readonly string[] = [];

  constructor(private readonly parts: SessionParts) {
    parts.lifetime.onShutdown(() => this.#flush());
  }

  /** What was stored, by this run or an earlier one. */
  static in(credentials: object): unknown {
    return (credentials as Readonly<Record<string, unknown>>)[MEMBER];
  }

  /** What is stored already. */
  know(session: JsonObject): void {
    this.#stored = JSON.stringify(session);
  }

  /** The next session that is stored takes the place of these credentials. */
  replace(credentials: object): void {
    this.#outdated = Object.keys(credentials);
  }

  /**
   * Stores a session at once.
   *
   * @throws `CodecError` if it is not JSON
   */
  save(session: JsonObject): void {
    this.#waiting = undefined;
    const text = JSON.stringify(session);
    if (text === this.#stored) return;
    const { credentials } = this.parts;
    const others = Object.entries(credentials.current ?? {}).filter(([name]) => !this.#outdated.includes(name));
    credentials.save({ ...Object.fromEntries(others), [MEMBER]: session });
    this.#outdated = [];
    this.#stored = text;
    this.#storedAt = this.parts.clock.now();
  }

  /** Stores a session within 5 seconds: for what can be had again. */
  saveSoon(session: JsonObject): void {
    const { clock, background } = this.parts;
    const pause = this.#storedAt + MIN_PAUSE_MS - clock.now();
    if (pause <= 0) {
      this.save(session);
      return;
    }
    const isPlanned = this.#waiting !== undefined;
    this.#waiting = session;
    if (isPlanned) return;
    background.run("Session", async (signal) => {
      await clock.sleep(Math.min(pause, MIN_PAUSE_MS), signal);
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#waiting) this.save(this.#waiting);
  }
}
