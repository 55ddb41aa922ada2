import type { JournalImport, JournalRow } from "@galaxy-kit/console";
import type { SendRequest } from "../feed/feed.js";

/** A message about one item of an open import. */
export interface ItemLine {
  readonly type: "item";
  readonly key: string;
  readonly id: string;
  readonly of: "all" | "failures";
  /** Among those messages, as far as they are kept. */
  readonly index: number;
}

/** How many messages one request loads. */
const PAGE_SIZE = 100;
/** More than can be in view. The pages that were loaded first are forgotten. */
const MAX_PAGES = 100;

/** The messages about items of open imports. Those in view are loaded, page by page. */
export class JournalItems {
  readonly #lines = new Map<string, ItemLine[]>();
  readonly #pages = new Map<string, readonly JournalRow[]>();
  readonly #loading = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  constructor(private readonly send: SendRequest) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes whenever messages have been loaded. */
  readonly version = (): number => this.#version;

  /** Returns a line for each message. The same line each time, since there may be 50,000 of them. */
  lines({ id, kept }: JournalImport, of: ItemLine["of"]): readonly ItemLine[] {
    const list = `${id} ${of}`;
    const lines = this.#lines.get(list) ?? [];
    this.#lines.set(list, lines);
    while (lines.length < kept[of]) {
      const index = lines.length;
      lines.push({ type: "item", key: `${list} ${index}`, id, of, index });
    }
    return lines.slice(0, kept[of]);
  }

  /** Returns the message in a line if it has been loaded. */
  row({ id, of, index }: ItemLine): JournalRow | undefined {
    return this.#pages.get(pageKey(id, of, index))?.[index % PAGE_SIZE];
  }

  /** Returns the line of a message that has been loaded. */
  lineOf(number: number): string | undefined {
    for (const [key, rows] of this.#pages) {
      const index = rows.findIndex((row) => row.number === number);
      if (index < 0) continue;
      const [id, of, page] = key.split(" ");
      return `${id} ${of} ${Number(page) * PAGE_SIZE + index}`;
    }
    return undefined;
  }

  /** Loads the messages in these lines. */
  load(lines: readonly ItemLine[]): void {
    for (const line of lines) {
      if (this.row(line) === undefined) void this.#load(line);
    }
  }

  async #load({ id, of, index }: ItemLine): Promise<void> {
    const key = pageKey(id, of, index);
    if (this.#loading.has(key)) return;
    this.#loading.add(key);
    const from = index - (index % PAGE_SIZE);
    // Without a connection, the lines stay empty until they are in view again.
    const rows = await this.send("journalItems", { id, of, from, count: PAGE_SIZE }).catch(() => undefined);
    this.#loading.delete(key);
    if (rows) this.#keep(key, rows);
  }

  #keep(key: string, rows: readonly JournalRow[]): void {
    this.#pages.delete(key);
    this.#pages.set(key, rows);
    const [oldest] = this.#pages.keys();
    if (oldest !== undefined && this.#pages.size > MAX_PAGES) this.#pages.delete(oldest);
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}

function pageKey(id: string, of: ItemLine["of"], index: number): string {
  return `${id} ${of} ${Math.floor(index / PAGE_SIZE)}`;
}
