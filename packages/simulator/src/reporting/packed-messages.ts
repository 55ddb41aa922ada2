import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type MessageFacts, RecordedMessage } from "./journal-entry.js";
import { lowerBound } from "./lower-bound.js";
import type { Masking } from "./masking.js";

/** The newest messages are not compressed, since most readers want those: so many, if they are of this size together. */
const UNPACKED = 4_096;
const UNPACKED_SIZE = 16 * 1024 * 1024;
const BLOCK_MESSAGES = 512;
/** In bytes. A larger block would take too long to compress. */
const BLOCK_SIZE = 256 * 1024;

/** As many as there are imports of games. */
const READ_BLOCKS = 8;

const HEADER_SIZE = 4;

/** What differs between messages of the same direction and type. */
type Facts = readonly [number: number, time: number, size: number, method: string | undefined];

/** Consecutive messages, compressed. */
interface Block {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly packed: Buffer;
}

/** Notifications of the integration in little memory: a message takes about a tenth of its size. The oldest are dropped. */
export class PackedMessages {
  readonly #blocks: Block[] = [];
  #unpacked: RecordedMessage[] = [];
  #unpackedBytes = 0;
  #bytes = 0;
  #dropped = 0;
  /** What was read last is at the end. */
  readonly #latestRead = new Map<Block, readonly RecordedMessage[]>();

  /** @param limit - for the compressed messages, in bytes */
  constructor(
    private readonly limit: number,
    private readonly masking: Masking,
  ) {}

  /** How many messages have been dropped. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The number of the oldest message that is kept. */
  get first(): number | undefined {
    return this.#blocks[0]?.first ?? this.#unpacked[0]?.number;
  }

  add(message: RecordedMessage): void {
    this.#unpacked.push(message);
    this.#unpackedBytes += message.size;
    while (this.#unpacked.length >= UNPACKED + BLOCK_MESSAGES || this.#unpackedBytes > UNPACKED_SIZE)
      this.#packOldest();
  }

  find(number: number): RecordedMessage | undefined {
    const block = this.#blocks[lowerBound(this.#blocks, number, ({ last }) => last)];
    const messages = block ? this.#read(block) : this.#unpacked;
    const message = messages[lowerBound(messages, number, (each) => each.number)];
    return message?.number === number ? message : undefined;
  }

  /** Oldest first. */
  *all(): Generator<RecordedMessage> {
    for (const block of [...this.#blocks]) yield* unpack(block.packed, this.masking);
    yield* this.#unpacked;
  }

  #packOldest(): void {
    let size = 0;
    let count = 0;
    for (const message of this.#unpacked) {
      if (count === BLOCK_MESSAGES || size >= BLOCK_SIZE) break;
      size += message.size;
      count++;
    }
    const messages = this.#unpacked.slice(0, count);
    this.#unpacked = this.#unpacked.slice(count);
    this.#unpackedBytes -= size;
    const packed = pack(messages);
    const [first, last] = [messages[0]?.number ?? 0, messages.at(-1)?.number ?? 0];
    this.#blocks.push({ first, last, count, packed });
    this.#bytes += packed.length;
    while (this.#bytes > this.limit) this.#dropOldest();
  }

  #dropOldest(): void {
    const block = this.#blocks.shift();
    this.#bytes -= block?.packed.length ?? Infinity;
    this.#dropped += block?.count ?? 0;
  }

  /** Readers go from one message to the next, and from one game to the next in all of its imports. */
  #read(block: Block): readonly RecordedMessage[] {
    const messages = this.#latestRead.get(block) ?? unpack(block.packed, this.masking);
    this.#latestRead.delete(block);
    this.#latestRead.set(block, messages);
    const [oldest] = this.#latestRead.keys();
    if (oldest && this.#latestRead.size > READ_BLOCKS) this.#latestRead.delete(oldest);
    return messages;
  }
}

function pack(messages: readonly RecordedMessage[]): Buffer {
  const facts = messages.map(({ number, time, size, method }): Facts => [number, time, size, method]);
  const json = Buffer.from(JSON.stringify(facts));
  const header = Buffer.alloc(HEADER_SIZE);
  header.writeUInt32LE(json.length);
  return deflateRawSync(Buffer.concat([header, json, ...messages.map(({ line }) => line)]), { level: 1 });
}

function unpack(packed: Buffer, masking: Masking): readonly RecordedMessage[] {
  const bytes = inflateRawSync(packed);
  let start = HEADER_SIZE + bytes.readUInt32LE();
  const all = JSON.parse(bytes.toString("utf8", HEADER_SIZE, start)) as readonly Facts[];
  return all.map(([number, time, size, method]) => {
    const facts: MessageFacts = {
      number,
      time,
      size,
      direction: "received",
      type: "notification",
      ...(method !== undefined && { method }),
    };
    const line = bytes.subarray(start, (start += size));
    return new RecordedMessage(facts, line, masking);
  });
}
