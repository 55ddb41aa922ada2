import { describe, expect, it } from "@jest/globals";
import { LineFramer } from "../../src/rpc/line-framer.js";
import { usedMegabytes } from "../support/memory.js";

const TOO_LONG = Symbol("too long");

const cut = (chunks: readonly Uint8Array[], longest?: number): unknown[] => {
  const seen: unknown[] = [];
  const framer = new LineFramer({ line: (text) => seen.push(text), tooLong: () => seen.push(TOO_LONG) }, longest);
  for (const chunk of chunks) framer.push(chunk);
  return seen;
};

/** One, two, three and four bytes a character, an empty line, one that ends in a carriage return, and a rest. */
const text = '{"a":1}\n\n{"ü":"€"}\n"😀 \u2028"\nend\r\nrest';
const lines = ['{"a":1}', "", '{"ü":"€"}', '"😀 \u2028"', "end\r"];
const bytes = Buffer.from(text);

describe("LineFramer", () => {
  it("finds the lines of what comes all at once", () => {
    expect(cut([bytes])).toEqual(lines);
  });

  it("finds them byte by byte", () => {
    expect(cut([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(lines);
  });

  it("finds them wherever the bytes are cut in two", () => {
    for (let at = 0; at <= bytes.length; at++) expect(cut([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(lines);
  });

  it("finds them wherever the bytes are cut in three", () => {
    for (let first = 0; first <= bytes.length; first++) {
      for (let second = first; second <= bytes.length; second += 3) {
        expect(cut([bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)])).toEqual(lines);
      }
    }
  });

  it("takes what stands behind the last line feed for no line yet", () => {
    expect(cut([Buffer.from("no end")])).toEqual([]);
    expect(cut([Buffer.from("no"), Buffer.from(" end"), Buffer.from("\n")])).toEqual(["no end"]);
  });

  it("takes empty pieces", () => {
    expect(cut([Buffer.alloc(0), Buffer.from("a"), Buffer.alloc(0), Buffer.from("\n"), Buffer.alloc(0)])).toEqual([
      "a",
    ]);
  });

  it("cuts at the line feed only, not at other ends of line", () => {
    expect(cut([Buffer.from("a\rb\u0085c\u2028d\u2029e\n")])).toEqual(["a\rb\u0085c\u2028d\u2029e"]);
  });

  it("reads pieces of a larger buffer", () => {
    const pool = Buffer.from("xxline one\nline twoxx");
    expect(cut([pool.subarray(2, 12), pool.subarray(12, 19), Buffer.from("\n")])).toEqual(["line one", "line two"]);
  });

  it("tells of text that is no UTF-8 by the character that stands for it", () => {
    expect(cut([Buffer.from([0x61, 0xff, 0x0a])])).toEqual(["a\ufffd"]);
  });
});

describe("LineFramer, while a line comes", () => {
  it("keeps little more than what has come, in pieces of a byte as well", () => {
    const framer = new LineFramer({ line: () => undefined, tooLong: () => undefined });
    const before = usedMegabytes();
    for (let count = 0; count < 300_000; count++) framer.push(Uint8Array.of(0x61));
    expect(usedMegabytes() - before).toBeLessThan(10);
    framer.push(Uint8Array.of(0x0a));
  });
});

describe("LineFramer with a limit", () => {
  const chunkings: readonly [name: string, cutUp: (buffer: Buffer) => Uint8Array[]][] = [
    ["at once", (buffer) => [buffer]],
    ["byte by byte", (buffer) => [...buffer].map((byte) => Uint8Array.of(byte))],
    [
      "in threes",
      (buffer) =>
        Array.from({ length: Math.ceil(buffer.length / 3) }, (_, index) => buffer.subarray(index * 3, index * 3 + 3)),
    ],
  ];

  it.each(chunkings)("skips a line that is too long and keeps the next, %s", (_, cutUp) => {
    expect(cut(cutUp(Buffer.from("12345\n123456\n1\n123456789\n12345\n")), 5)).toEqual([
      "12345",
      TOO_LONG,
      "1",
      TOO_LONG,
      "12345",
    ]);
  });

  it.each(chunkings)("counts bytes, not characters, %s", (_, cutUp) => {
    expect(cut(cutUp(Buffer.from("€€\n€x\n")), 5)).toEqual([TOO_LONG, "€x"]);
  });

  it("tells of it once, before the line has ended", () => {
    expect(cut([Buffer.from("123456"), Buffer.from("789"), Buffer.from("0")], 5)).toEqual([TOO_LONG]);
  });
});
