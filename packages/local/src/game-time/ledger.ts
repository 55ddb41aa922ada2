import { join } from "node:path";
import { Clock, Logger, Service } from "@galaxy-kit/sdk";
import { DataFolder, Journal } from "@galaxy-kit/state";
import { GameTimeMirror } from "./mirror.js";
import type { PlatformFigure } from "./mirrored-game.js";
import { type GameTimeRecord, parseRecord, type SessionRecord, type SumRecord } from "./session-record.js";
import { compact, type GameTotal, totalsOf } from "./totals.js";

const FILE = "game-time.jsonl";
/** With more lines, the file is compacted. */
const MAX_LINES = 1_000;
/** Sessions that are older become one total for each game. */
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;

/** Every session, in a file, and the totals in GALAXY's cache. */
@Service()
export class GameTimeLedger {
  readonly #journal: Journal<GameTimeRecord>;
  /** The lines of the file when it was read, and the sessions that this run has added. */
  #records: readonly GameTimeRecord[] = [];
  readonly #own = new Map<string, SessionRecord>();
  readonly #unsaved = new Map<string, SessionRecord>();
  #totals: ReadonlyMap<string, GameTotal> = new Map();
  /** What the platform reported in this run. */
  readonly #platform = new Map<string, PlatformFigure>();
  /** What fails. Reading may work where writing does not. */
  readonly #failing = new Set<"read" | "write">();
  #maxLines = MAX_LINES;
  /** Whether the file may lack what the mirror knows. */
  #isRestorePending = false;

  constructor(
    folder: DataFolder,
    private readonly mirror: GameTimeMirror,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.#journal = new Journal(join(folder.data, FILE), parseRecord);
  }

  get path(): string {
    return this.#journal.path;
  }

  get totals(): ReadonlyMap<string, GameTotal> {
    return this.#totals;
  }

  /** How many sessions are not in the file yet. */
  get unsaved(): number {
    return this.#unsaved.size;
  }

  /** Reads the file, and restores from the mirror what it lacks. */
  async open(): Promise<void> {
    const damaged = await this.refresh();
    if (damaged > 0) this.log.warn(`${damaged} damaged lines of ${this.path} were ignored`);
    if (damaged > 0 || this.#records.length === 0) await this.#restore();
    await this.shorten();
    this.mirrorTotals();
  }

  /** Compacts the file if it is long, but not again before it has doubled: it may have many recent sessions. */
  async shorten(): Promise<void> {
    if (this.#records.length <= this.#maxLines) return;
    const from = this.clock.now() - MAX_AGE_MS;
    const isDone = await this.#try("write", async () => {
      await this.#journal.rewrite((records) => compact(records, from));
      return true;
    });
    if (isDone === true) this.#forgetOwn(from);
    await this.refresh();
    this.#maxLines = Math.max(MAX_LINES, 2 * this.#records.length);
  }

  /** Takes what another process has added. Resolves to the number of damaged lines. */
  async refresh(): Promise<number> {
    const content = await this.#try("read", () => this.#journal.read());
    if (!content) return 0;
    this.#records = content.entries;
    this.#addUp();
    if (this.#isRestorePending) await this.#restore();
    return content.damaged;
  }

  /** Takes the latest state of a session. It counts at once, and is written by {@link save}. */
  note(record: SessionRecord): void {
    this.#own.set(record.session, record);
    this.#unsaved.set(record.session, record);
    this.#addUp();
  }

  async save(): Promise<void> {
    const records = [...this.#unsaved.values()];
    if (records.length === 0) return;
    await this.#try("write", async () => {
      await this.#journal.append(...records);
      for (const record of records) {
        if (this.#unsaved.get(record.session) === record) this.#unsaved.delete(record.session);
      }
    });
  }

  /** What the platform reported last. */
  platformFigure(gameId: string): PlatformFigure | undefined {
    return this.#platform.get(gameId) ?? this.mirror.games.get(gameId)?.platform;
  }

  /** Keeps what the platform reports, for when its method fails. Returns it. */
  keepPlatformFigure(gameId: string, said: Omit<PlatformFigure, "countedSeconds">): PlatformFigure {
    const known = this.platformFigure(gameId);
    // What it does not report has not changed.
    const { minutes = known?.minutes, lastPlayed = known?.lastPlayed } = said;
    const isNew = known?.minutes !== minutes || known?.lastPlayed !== lastPlayed;
    const total = this.#totals.get(gameId);
    const figure = known && !isNew ? known : { minutes, lastPlayed, countedSeconds: total?.seconds ?? 0 };
    this.#platform.set(gameId, figure);
    // Not for a game that was never played here: GALAXY's cache would have an entry for each game of a large library.
    if (isNew && total) this.mirror.games.set(gameId, { ...total, platform: figure });
    return figure;
  }

  mirrorTotals(): void {
    for (const [gameId, { seconds, endedAt }] of this.#totals) {
      const known = this.mirror.games.get(gameId);
      if (known?.seconds === seconds && known.endedAt === endedAt) continue;
      this.mirror.games.set(gameId, { seconds, endedAt, platform: this.platformFigure(gameId) });
    }
  }

  /** Sessions that the file has as a part of a total by now would count twice. */
  #forgetOwn(from: number): void {
    for (const [session, { endedAt }] of this.#own)
      if (endedAt < from && !this.#unsaved.has(session)) this.#own.delete(session);
  }

  #addUp(): void {
    this.#totals = totalsOf([...this.#records, ...this.#own.values()]);
  }

  /**
   * Adds what the mirror knows and the file lacks. It compares with the file itself, while no other process can write: what another
   * process has restored a moment ago, or what could not be read, must not count twice. As long as that is impossible, it is in memory only.
   */
  async #restore(): Promise<void> {
    const missing = this.#lostIn(this.#records);
    if (missing.length === 0) return;
    let lost: readonly SumRecord[] = [];
    const isDone = await this.#try("write", async () => {
      await this.#journal.rewrite((records) => {
        lost = this.#lostIn(records);
        return [...records, ...lost];
      });
      return true;
    });
    this.#isRestorePending = isDone !== true;
    if (this.#isRestorePending) {
      this.#records = [...this.#records, ...missing];
      this.#addUp();
      return;
    }
    if (lost.length > 0) {
      this.log.info(`The play time of ${lost.length} games was restored from GALAXY's cache`, { file: this.path });
    }
    await this.refresh();
  }

  #lostIn(records: readonly GameTimeRecord[]): readonly SumRecord[] {
    const totals = totalsOf(records);
    return [...this.mirror.games.entries()].flatMap(([gameId, { seconds, endedAt }]): SumRecord[] => {
      const rest = seconds - (totals.get(gameId)?.seconds ?? 0);
      return rest > 0 ? [{ gameId, seconds: rest, endedAt }] : [];
    });
  }

  async #try<T>(what: "read" | "write", work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work();
      if (this.#failing.delete(what) && this.#failing.size === 0) this.log.info(`${this.path} can be used again`);
      return result;
    } catch (error) {
      if (this.#failing.size === 0) {
        this.log.warn(`${this.path} cannot be used; play time stays in memory until it can`, { error });
      }
      this.#failing.add(what);
      return undefined;
    }
  }
}
