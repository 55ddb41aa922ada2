import { describe, expect, it } from "@jest/globals";
import { LineFramer } from "../../src/rpc/line-framer.js";
import { usedMegabytes } from "../support/memory.js";

const TOO_LONG = Symbol("too long");

const cut = (chunks: readonly Uint8Array[], maxLength?: number): unknown[] => {
  const seen: unknown[] = [];
  const framer = new LineFramer({ line: (text) => seen.push(text), tooLong: () => seen.push(TOO_LONG) }, maxLength);
  for (const chunk of chunks) framer.push(chunk);
  return seen;
};

/** Characters of one to four bytes, an empty line, a line that ends with a carriage return, and an incomplete line. */
const text = '{"a":1}\n\n{"ü":"€"}\n"😀 \u2028"\nend\r\nrest';
const lines = ['{"a":1}', "", '{"ü":"€"}', '"😀 \u2028"', "end\r"];
const bytes = Buffer.from(text);

describe("LineFramer", () => {
  it("finds lines in one chunk", () => {
    expect(cut([bytes])).toEqual(lines);
  });

  it("finds lines byte by byte", () => {
    expect(cut([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(lines);
  });

  it("finds lines wherever the bytes are split in two", () => {
    for (let at = 0; at <= bytes.length; at++) expect(cut([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(lines);
  });

  it("finds lines wherever the bytes are split in three", () => {
    for (let first = 0; first <= bytes.length; first++) {
      for (let second = first; second <= bytes.length; second += 3) {
        expect(cut([bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)])).toEqual(lines);
      }
    }
  });

  it("holds back the bytes after the last line feed", () => {
    expect(cut([Buffer.from("no end")])).toEqual([]);
    expect(cut([Buffer.from("no"), Buffer.from(" end"), Buffer.from("\n")])).toEqual(["no end"]);
  });

  it("accepts empty chunks", () => {
    expect(cut([Buffer.alloc(0), Buffer.from("a"), Buffer.alloc(0), Buffer.from("\n"), Buffer.alloc(0)])).toEqual([
      "a",
    ]);
  });

  it("splits only at line feeds, not at other line separators", () => {
    expect(cut([Buffer.from("a\rb\u0085c\u2028d\u2029e\n")])).toEqual(["a\rb\u0085c\u2028d\u2029e"]);
  });

  it("reads slices of a larger buffer", () => {
    const pool = Buffer.from("xxline one\nline twoxx");
    expect(cut([pool.subarray(2, 12), pool.subarray(12, 19), Buffer.from("\n")])).toEqual(["line one", "line two"]);
  });

  it("replaces invalid UTF-8 with the replacement character", () => {
    expect(cut([Buffer.from([0x61, 0xff, 0x0a])])).toEqual(["a\ufffd"]);
  });
});

describe("LineFramer with an incomplete line", () => {
  it("uses little more memory than the bytes received, even for chunks of one byte", () => {
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
      "three bytes at a time",
      (buffer) =>
        Array.from({ length: Math.ceil(buffer.length / 3) }, (_, index) => buffer.subarray(index * 3, index * 3 + 3)),
    ],
  ];

  it.each(chunkings)("skips a line that is too long and finds the next, %s", (_, cutUp) => {
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

  it("reports it once, before the line has ended", () => {
    expect(cut([Buffer.from("123456"), Buffer.from("789"), Buffer.from("0")], 5)).toEqual([TOO_LONG]);
  });
});
