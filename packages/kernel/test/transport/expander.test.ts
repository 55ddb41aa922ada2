import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import {
  type Codec,
  CompactJson,
  count,
  Findings,
  imports,
  integer,
  json,
  JsonTemplate,
  list,
  nullable,
  object,
  optional,
  pluginNotifications,
  string,
  under,
  Values,
} from "@galaxy-kit/protocol";
import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { SecretRegistry } from "../../src/logging/secret-registry.js";
import { expanderSettings, frameLength, FrameWriter } from "../../src/transport/frames.js";
import { SocketTransport } from "../../src/transport/socket-transport.js";
import type { Transport, WireText } from "../../src/transport/transport.js";
import { WorkerTransport } from "../../src/transport/worker-transport.js";
import { Expander } from "../../src/transport/worker/expander.js";
import { character } from "../support/character.js";

/** What `JSON.stringify` escapes, what looks like the text around a value, and characters of one to four bytes. */
const text = fc.oneof(
  fc.constantFrom('"', "\\", '\\"', '",', '"]', "],[", "null", "1,", "\u0000\u001f", "\ud800", "é", "漢", "👾", ""),
  fc.string({ unit: character, maxLength: 40 }),
);
const anyJson = fc.jsonValue({ maxDepth: 3 });

interface Part {
  readonly name: string;
  readonly size?: number | undefined;
  readonly extra?: unknown;
}

interface Whole {
  readonly first?: string | undefined;
  readonly parts?: readonly Part[] | undefined;
  readonly inner: Part;
  readonly count: number | null;
  readonly either: readonly Part[] | null;
  readonly last?: Part | undefined;
}

const part = object<Part>("a part", { name: string, size: optional(integer), extra: optional(json) as never });
const whole = object<Whole>("a whole", {
  first: optional(string),
  parts: optional(list(part)),
  inner: part,
  count: nullable(count),
  either: nullable(list(part)),
  last: optional(part),
});
const sizes = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, -1, 9, 10, 999_999_999, 1e9, 2 ** 32, 2 ** 53 - 1));
const parts = fc.record({ name: text, size: sizes, extra: anyJson }, { requiredKeys: ["name"] });
const wholes: fc.Arbitrary<Whole> = fc.record(
  {
    first: text,
    parts: fc.array(parts, { maxLength: 3 }),
    inner: parts,
    count: fc.option(fc.nat()),
    either: fc.option(fc.array(parts)),
    last: parts,
  },
  { requiredKeys: ["inner", "count", "either"] },
);

const templates = new Map<Codec<never>, JsonTemplate>();

function compact<T>(codec: Codec<T>, values: readonly T[]): CompactJson {
  const { structure } = codec;
  if (!structure) throw new Error("Not a value that consists of others");
  const template = templates.get(codec as Codec<never>) ?? new JsonTemplate("<", structure.layout, ">\n");
  templates.set(codec as Codec<never>, template);
  const collected = new Values();
  for (const value of values) structure.collect(value, collected, new Findings());
  return new CompactJson(template, collected, values.length);
}

function complete<T>(codec: Codec<T>, values: readonly T[]): string {
  return values.map((value) => `<${JSON.stringify(codec.encode(value, new Findings()))}>\n`).join("");
}

/** Expands texts as the worker does. */
class Wire {
  received = "";
  readonly #expander = new Expander(expanderSettings);
  readonly #frames = new FrameWriter((number, program) => {
    this.#expander.define(number, program);
  });
  /** Called when the bytes before have been sent. */
  readonly waiting: (() => void)[] = [];

  constructor(private readonly isRead = true) {}

  write(texts: readonly WireText[]): void {
    const memory = Buffer.from(new SharedArrayBuffer(frameLength(texts.map(String)) + frameLength(texts)));
    const length = this.#frames.write(texts, memory) ?? NaN;
    this.#expander.expand(
      memory.subarray(0, length),
      (bytes, sent) => {
        const read = (): void => {
          this.received += Buffer.from(bytes).toString("utf8");
          sent?.();
        };
        if (this.isRead) read();
        else this.waiting.push(read);
      },
      () => (this.received += "|"),
    );
  }
}

it("Expands every value to the JSON that it stands for", () => {
  const wire = new Wire();
  fc.assert(
    fc.property(fc.array(wholes, { minLength: 1, maxLength: 4 }), (values) => {
      const batch = compact(whole, values);
      wire.received = "";
      wire.write([batch]);
      expect(wire.received).toBe(`${complete(whole, values)}|`);
      expect(String(batch)).toBe(complete(whole, values));
    }),
    { seed: 20_260_101, numRuns: 500 },
  );
});

it("Expands each kind of message that an integration sends", () => {
  const gameId = '7 "é"';
  const licenseInfo = { licenseType: "SinglePurchase" };
  const game = { gameId, gameTitle: "\\", licenseInfo };
  const rows: [codec: Codec<never>, value: unknown][] = [
    [imports.achievements.success.params, { id: gameId, value: [{ unlockTime: -1, achievementName: "a,b" }] }],
    [imports.achievements.success.params, { id: gameId, value: [] }],
    [imports.gameTimes.success.params, { id: gameId, value: { gameId, timePlayed: 0 } }],
    [imports.librarySettings.success.params, { id: gameId, value: { gameId, tags: ["a", "]"], hidden: true } }],
    [imports.osCompatibilities.success.params, { id: gameId, value: null }],
    [imports.localSizes.success.params, { id: gameId, value: 2 ** 53 - 1 }],
    [imports.subscriptionGames.success.params, { id: gameId, value: null }],
    [imports.subscriptionGames.success.params, { id: gameId, value: [{ gameId, gameTitle: "t" }] }],
    [imports.achievements.failure.params, { id: gameId, error: { code: 1, message: "m", data: { a: ["}"] } } }],
    [pluginNotifications.ownedGameAdded.params, { ownedGame: game }],
  ] as never;
  const wire = new Wire();
  for (const [codec, value] of rows) {
    wire.received = "";
    wire.write([compact(codec, [value as never, value as never])]);
    expect(wire.received).toBe(`${complete(codec, [value as never, value as never])}|`);
  }
});

it("Keeps the order of texts with and without a template", () => {
  const names = under("names", list(part));
  const wire = new Wire();
  const few = compact(names, [[{ name: "a" }], [{ name: "b" }]]);
  wire.write(["before ", few, "between ", "texts ", few, few, "after"]);
  expect(wire.received).toBe(["before ", few, "between ", "texts ", few, few, "after", "|"].join(""));
});

it("Lists of any length arrive", () => {
  const parts = list(part);
  const wire = new Wire();
  for (let length = 380; length < 420; length++) {
    const { pieces } = parts.stringify?.(new Array<Part>(length).fill({ name: "a" }), new Findings()) ?? { pieces: [] };
    wire.received = "";
    wire.write(pieces);
    expect(JSON.parse(wire.received.slice(0, -1))).toHaveLength(length);
  }
});

it("Values that have no room in its memory arrive, too", () => {
  const names = under("names", list(part));
  const wire = new Wire();
  const large = compact(names, [[{ name: "漢".repeat(50_000) }], [{ name: '"' }]]);
  const long = compact(names, [Array.from({ length: 9000 }, () => ({ name: "" }))]);
  wire.write([large, long, large]);
  expect(wire.received === [large, long, large, "|"].join("")).toBe(true);
});

it("Templates that have no room in its memory arrive, too", () => {
  const wire = new Wire();
  const texts = Array.from({ length: 500 }, (_, number) => compact(under(`names ${number}`, list(part)), [[]]));
  wire.write(texts);
  expect(wire.received).toBe([...texts, "|"].join(""));
});

it("Texts for a client that reads slowly do not overwrite each other", () => {
  const names = under("names", list(part));
  const wire = new Wire(false);
  const texts = Array.from({ length: 40 }, (_, number) =>
    compact(
      names,
      Array.from({ length: 20 }, (_, line) => [{ name: `${number} ${line} ${"x".repeat(2000)}` }]),
    ),
  );
  for (let start = 0; start < texts.length; start += 5) wire.write(texts.slice(start, start + 5));
  for (let next = wire.waiting.shift(); next; next = wire.waiting.shift()) next();
  expect(wire.received.replaceAll("|", "") === texts.join("")).toBe(true);
  expect(wire.received.match(/\|/g)).toHaveLength(8);
  wire.write(texts.slice(0, 5));
  for (const read of wire.waiting) read();
  expect(wire.received.endsWith(`${texts.slice(0, 5).join("")}|`)).toBe(true);
});

const transports: Readonly<Record<string, (port: number) => Promise<Transport>>> = {
  "the main thread": (port) => SocketTransport.connect(port),
  "the worker": (port) => new WorkerTransport(new SecretRegistry()).connect(port),
};

it.each(Object.entries(transports))("Texts that %s sends arrive complete", async (_, connect) => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const connection = once(server, "connection") as Promise<[Socket]>;
  const transport = await connect((server.address() as AddressInfo).port);
  const [client] = await connection;
  const names = under("names", list(part));
  const few = compact(names, [[{ name: "é" }], []]);
  const many = compact(
    names,
    Array.from({ length: 3 }, () => Array.from({ length: 300 }, (_, size) => ({ name: "x".repeat(size), size }))),
  );
  const writes = [[few], ["text ", many, few], ["\n"], Array.from({ length: 9 }, () => many)];
  const expected = writes.flat().join("");
  let received = "";
  client.setEncoding("utf8").on("data", (text: string) => (received += text));
  try {
    for (const texts of writes) transport.write(texts);
    while (received.length < expected.length) await once(client, "data");
    expect(received === expected).toBe(true);
  } finally {
    client.destroy();
    await transport.close();
    server.close();
  }
});
