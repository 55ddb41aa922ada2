import { describe, expect, it } from "@jest/globals";
import { PingFilter } from "../../src/transport/worker/ping-filter.js";

/** Filters chunks and returns the ids of the pings and everything else as text. */
function filter(chunks: readonly Uint8Array[]): { pings: unknown[]; others: string } {
  const pings: unknown[] = [];
  const others: Uint8Array[] = [];
  const filter = new PingFilter({ ping: (id) => pings.push(id), other: (bytes) => others.push(new Uint8Array(bytes)) });
  for (const chunk of chunks) {
    // The memory of a chunk is reused.
    const memory = Buffer.from(chunk);
    filter.push(memory);
    memory.fill(0);
  }
  return { pings, others: Buffer.concat(others).toString() };
}

const PINGS = [
  '{"jsonrpc":"2.0","id":"1","method":"ping"}',
  '{"id": 2, "method": "ping", "jsonrpc": "2.0", "params": {}}',
  ' {"jsonrpc":"2.0","id":"zażółć","method":"ping","params":null}\r',
];

const OTHERS = [
  "",
  "nonsense",
  '{"jsonrpc":"2.0","id":"1","method":"pin"}',
  '{"jsonrpc":"2.0","method":"ping"}',
  '{"jsonrpc":"2.0","id":null,"method":"ping"}',
  '{"jsonrpc":"2.0","id":1e999,"method":"ping"}',
  '{"jsonrpc":"2.0","id":"1","method":"ping","params":[]}',
  '{"jsonrpc":"2.0","id":"1","method":"ping","params":{"unknown":1}}',
  '{"jsonrpc":"1.0","id":"1","method":"ping"}',
  '["ping"]',
  `{"jsonrpc":"2.0","id":"1","method":"echo","params":{"text":"ping","long":"${"漢".repeat(300)}"}}`,
];

const lines = OTHERS.flatMap((other, index) => [other, PINGS[index % PINGS.length]!]);
const bytes = Buffer.from(`${lines.join("\n")}\n`);
const expected = {
  pings: OTHERS.map((_, index) => ["1", 2, "zażółć"][index % PINGS.length]),
  others: `${OTHERS.join("\n")}\n`,
};

describe("A ping filter", () => {
  it("removes pings and passes on all other bytes in order", () => {
    expect(filter([bytes])).toEqual(expected);
  });

  it.each([1, 2, 3, 7, 64, 255, 256, 257, 1000])("works with chunks of %i bytes", (size) => {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
    expect(filter(chunks)).toEqual(expected);
  });

  it("passes on the beginning of a long line before its end arrives", () => {
    const beginning = "x".repeat(300);
    expect(filter([Buffer.from(beginning)])).toEqual({ pings: [], others: beginning });
  });

  it("skips the rest of a line whose beginning was already handled elsewhere", () => {
    const pings: unknown[] = [];
    let others = "";
    const filter = new PingFilter({
      ping: (id) => pings.push(id),
      other: (bytes) => {
        others += Buffer.from(bytes).toString();
      },
    });
    filter.beginWithinLine();
    filter.push(Buffer.from(`${PINGS[0]!}\n${PINGS[1]!}\n`));
    expect({ pings, others }).toEqual({ pings: [2], others: `${PINGS[0]!}\n` });
  });
});
