import type { Masking } from "./masking.js";

/**
 * One message on the wire, either way.
 *
 * What a message said is read from its line when it is asked for. A copy by `structuredClone` has all but that; JSON has it, too.
 */
export interface JournalEntry {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** From the client's side. */
  readonly direction: "sent" | "received";
  readonly type: "request" | "notification" | "response" | "unreadable";
  /** For a response: the method that it answers, if that is known. */
  readonly method?: string;
  readonly id?: string | number | null;
  /** Bytes, without the end of the line. */
  readonly size: number;
  /** For a response: milliseconds since its request. */
  readonly duration?: number;
  /** For a response: the number of the request. */
  readonly answers?: number;
  /** What was said is let go of when there is too much of it, the oldest first. */
  readonly content: "kept" | "gone";
  /** Secrets are masked, unless the client was told to show them. */
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
  /** What is no message. Nobody can tell the secrets in it, so that it is there only where they are shown. */
  readonly text?: string | undefined;
}

/** What is known of a message without reading it. */
export type MessageFacts = Omit<JournalEntry, "content" | keyof MessageContent>;

/** A message before it is numbered and dated. */
export interface NewMessage extends Omit<MessageFacts, "number" | "time" | "size"> {
  /** Without its end. */
  readonly line: Buffer;
}

type MessageContent = Pick<JournalEntry, "params" | "result" | "error" | "text">;

/** An entry that keeps the line: a parsed message would take several times as much memory, and few are ever looked at. */
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

  /** Plain data, with the secrets that this masking lets through. */
  shown(masking: Masking): JournalEntry {
    return { ...(this as JournalEntry), ...this.#read(masking) };
  }

  toJSON(): JournalEntry {
    return this.shown(this.#masking);
  }

  letGo(): void {
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
