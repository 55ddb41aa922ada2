import type { Masking } from "./masking.js";

/**
 * One message on the wire, in either direction.
 *
 * The content (params, result, error, text) is parsed from the line on demand. `structuredClone` omits it; JSON includes it.
 */
export interface JournalEntry {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** As the client sees it. */
  readonly direction: "sent" | "received";
  readonly type: "request" | "notification" | "response" | "unreadable";
  /** For a response: the method of its request, if known. */
  readonly method?: string;
  readonly id?: string | number | null;
  /** Bytes, without the end of the line. */
  readonly size: number;
  /** For a response: milliseconds since its request. */
  readonly duration?: number;
  /** For a response: the number of the request. */
  readonly answers?: number;
  /** The content is dropped when the journal exceeds its limit, the oldest first. */
  readonly content: "kept" | "gone";
  /** Secrets are masked, unless the client shows them. */
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
  /** A line that is not a message. Its secrets cannot be recognized, so it is present only if the client shows secrets. */
  readonly text?: string | undefined;
}

/** The properties of a message that are known without parsing it. */
export type MessageFacts = Omit<JournalEntry, "content" | keyof MessageContent>;

/** A message without what the journal adds. */
export interface NewMessage extends Omit<MessageFacts, "number" | "time" | "size"> {
  /** Without the line ending. */
  readonly line: Buffer;
}

type MessageContent = Pick<JournalEntry, "params" | "result" | "error" | "text">;

/** Keeps the line: a parsed message would need several times as much memory, and few are ever viewed. */
export class RecordedMessage implements JournalEntry {
  declare readonly number: number;
  declare readonly time: number;
  declare readonly direction: JournalEntry["direction"];
  declare readonly type: JournalEntry["type"];
  declare readonly method?: string;
  declare readonly size: number;
  content: JournalEntry["content"] = "kept";
  #line: Buffer | undefined;
  readonly #masking: Masking;

  constructor(facts: MessageFacts, line: Buffer, masking: Masking) {
    Object.assign(this, facts);
    this.#line = line;
    this.#masking = masking;
  }

  /** The bytes on the wire; none if the content is gone. */
  get line(): Buffer {
    return this.#line ?? Buffer.alloc(0);
  }

  get params(): unknown {
    return this.#read(this.#masking).params;
  }

  get result(): unknown {
    return this.#read(this.#masking).result;
  }

  get error(): unknown {
    return this.#read(this.#masking).error;
  }

  get text(): string | undefined {
    return this.#read(this.#masking).text;
  }

  /** Returns the entry as plain data, masked as given. */
  shown(masking: Masking): JournalEntry {
    return { ...(this as JournalEntry), ...this.#read(masking) };
  }

  toJSON(): JournalEntry {
    return this.shown(this.#masking);
  }

  release(): void {
    this.#line = undefined;
    this.content = "gone";
  }

  #read(masking: Masking): MessageContent {
    if (!this.#line) return {};
    const text = this.#line.toString("utf8");
    if (this.type === "unreadable") return masking.text(text);
    const { params, result, error } = JSON.parse(text) as MessageContent;
    if (this.type !== "response") return { params: masking.params(this.method, params) };
    return error === undefined ? { result: masking.result(this.method, result) } : { error };
  }
}
