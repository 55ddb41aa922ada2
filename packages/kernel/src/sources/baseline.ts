import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { createDeflateRaw, inflateRaw } from "node:zlib";
import type { Clock, PersistentCache } from "@galaxy-kit/sdk";
import { frameworkKey } from "../injectables/persistent-cache.js";
import { encodeItem } from "./answer-reader.js";
import { Slice } from "./slice.js";
import type { SourceModel } from "./source-model.js";

const inflate = promisify(inflateRaw);

/** The form of what is stored; anything else is as good as nothing. */
const VERSION = 1;
const ITEMS_PER_WRITE = 500;
/** How long changes are collected before they are stored. */
const SAVE_MS = 5_000;
/** Nothing that a source stores is as large; garbage may claim to be. */
const MAX_BYTES = 256 * 1024 * 1024;

interface BaselineParts {
  readonly cache: PersistentCache;
  readonly clock: Clock;
  readonly inBackground: (work: (signal: AbortSignal) => Promise<void>) => void;
}

/** What a source knew when an earlier start ended. */
export interface StoredAnswer {
  /** The user that it is about. */
  readonly userId: string | undefined;
  /** When the last complete answer came. */
  readonly at: number;
  /** The JSON of each item by id, in order. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Keeps the last answer of a source for the next start, in the client's store: there it is deleted when the user disconnects. It is
 * compressed, since the whole store goes over the wire with each push: to a sixth, for a typical library.
 */
export class Baseline {
  readonly #key: string;
  /** Returns what to store; undefined if that is stored. */
  #unsaved: (() => StoredAnswer | undefined) | undefined;
  /** The last saving; one follows the other. */
  #saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly model: SourceModel,
    private readonly parts: BaselineParts,
  ) {
    this.#key = frameworkKey(`sources/${model.kind}`);
  }

  /** Resolves to undefined if there is nothing, or nothing that can be read. */
  async load(): Promise<StoredAnswer | undefined> {
    const stored = this.parts.cache.get(this.#key);
    if (typeof stored !== "string") return undefined;
    try {
      const { version, userId, at, items } = JSON.parse(stored) as Readonly<Record<string, unknown>>;
      if (version !== VERSION || typeof at !== "number" || typeof items !== "string") return undefined;
      return { userId: typeof userId === "string" ? userId : undefined, at, texts: await this.#unpack(items) };
    } catch {
      // As if there had never been anything: the next run replaces it.
      return undefined;
    }
  }

  /** Stores an answer a little later, once for several changes. */
  saveSoon(answer: () => StoredAnswer | undefined): void {
    const { clock, inBackground } = this.parts;
    const isPlanned = this.#unsaved !== undefined;
    this.#unsaved = answer;
    if (isPlanned) return;
    inBackground(async (signal) => {
      await clock.sleep(SAVE_MS, signal);
      await this.save();
    });
  }

  /** Stores what is not stored yet. Resolves when everything is. */
  async save(): Promise<void> {
    const saving = this.#saving.then(() => this.#saveNow());
    this.#saving = saving.catch(() => undefined);
    await saving;
  }

  async #saveNow(): Promise<void> {
    const answer = this.#unsaved?.();
    this.#unsaved = undefined;
    if (!answer) return;
    const { userId, at, texts } = answer;
    const items = await pack([...texts.values()]);
    this.parts.cache.set(this.#key, JSON.stringify({ version: VERSION, userId, at, items }));
    this.parts.cache.push();
  }

  /** @throws if anything in it is not an item */
  async #unpack(packed: string): Promise<ReadonlyMap<string, string>> {
    const lines = String(await inflate(Buffer.from(packed, "base64"), { maxOutputLength: MAX_BYTES }));
    const texts = new Map<string, string>();
    const slice = new Slice();
    if (lines === "") return texts;
    for (const line of lines.split("\n")) {
      const item = this.model.codec.decode(JSON.parse(line));
      const { id, text } = encodeItem(this.model, item);
      texts.set(id, text);
      if (slice.isOver) await slice.pause();
    }
    return texts;
  }
}

async function pack(texts: readonly string[]): Promise<string> {
  const deflate = createDeflateRaw({ level: 6 });
  const packed = buffer(deflate);
  for (let start = 0; start < texts.length; start += ITEMS_PER_WRITE) {
    const lines = texts.slice(start, start + ITEMS_PER_WRITE).join("\n");
    if (!deflate.write(start === 0 ? lines : `\n${lines}`)) await once(deflate, "drain");
  }
  deflate.end();
  return (await packed).toString("base64");
}
