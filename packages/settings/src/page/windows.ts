import type { Clock } from "@galaxy-kit/sdk";
import type { Visit } from "./visit.js";

/** A window that is loaded again, or sends a form, is back by then. */
const RETURN_MS = 10_000;

/** What other windows do once something has happened in one of them. */
export interface Announcement {
  /** Where they go, relative to the page. */
  readonly goTo?: string;
  /** What they say otherwise. */
  readonly message?: string;
}

/** The windows that show a page. Each that has a script waits for an announcement, so that one that is closed is noticed. */
export class Windows {
  readonly #waiting = new Set<Visit>();
  readonly #onLeft = new Set<() => void>();
  /** Without a script, nobody knows how long a window is open. */
  #hasScript = false;
  #openVisits = 0;
  #visits = 0;
  #last: Announcement = {};
  #count = 0;

  constructor(
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {}

  /** How many announcements there have been. A window that is rendered now waits for the next one. */
  get announcementCount(): number {
    return this.#count;
  }

  /** Informs all windows, also those that are loading. */
  announce(announcement: Announcement): void {
    this.#last = announcement;
    this.#count++;
    for (const visit of this.#waiting) this.#tell(visit);
  }

  /** Responds to a visit once there is an announcement that its window does not know. */
  waitForAnnouncement(visit: Visit): void {
    if (Number(visit.query.get("since")) < this.#count) {
      this.#tell(visit);
      return;
    }
    this.#hasScript = true;
    this.#waiting.add(visit);
  }

  /** Calls a function ten seconds after the last window was closed. */
  onLeft(listener: () => void): void {
    this.#onLeft.add(listener);
  }

  /** Notices when a window leaves: its last connection is closed. */
  async follow(visit: Visit): Promise<void> {
    this.#visits++;
    this.#openVisits++;
    await visit.end();
    this.#waiting.delete(visit);
    if (--this.#openVisits > 0 || !this.#hasScript) return;
    const visits = this.#visits;
    await this.clock.sleep(RETURN_MS, this.signal).catch(() => undefined);
    if (this.#visits === visits && !this.signal.aborted) for (const listener of this.#onLeft) listener();
  }

  #tell(visit: Visit): void {
    visit.sendJson({ ...this.#last, count: this.#count });
  }
}
