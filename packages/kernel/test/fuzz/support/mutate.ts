import { below, pick, type Random } from "../../support/random.js";

/** Pieces that change the meaning of a line. */
const PIECES = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "\\",
  "\\u",
  "null",
  "1e999",
  '"id":"1",',
  '"jsonrpc":"2.0",',
  '"method":"ping",',
  "\n",
  "\r",
  "\0",
  "\ufeff",
  "\ud800",
].map((text) => Buffer.from(text));

type Mutation = (line: Buffer, other: Buffer, random: Random) => Buffer;

const mutations: readonly Mutation[] = [
  (line, _, random) => {
    const changed = Buffer.from(line);
    changed[below(line.length, random)] = below(256, random);
    return changed;
  },
  (line, _, random) => line.subarray(0, below(line.length, random)),
  (line, other, random) =>
    Buffer.concat([line.subarray(0, below(line.length, random)), other.subarray(below(other.length, random))]),
  (line, _, random) => {
    const at = below(line.length + 1, random);
    return Buffer.concat([line.subarray(0, at), pick(PIECES, random), line.subarray(at)]);
  },
  (line, _, random) => {
    const [from, to] = [below(line.length, random), below(line.length, random)];
    return Buffer.concat([line.subarray(0, Math.max(from, to)), line.subarray(Math.min(from, to))]);
  },
];

/** Returns a mutation of one of the given lines. */
export function mutated(lines: readonly Buffer[], random: Random): Buffer {
  return pick(mutations, random)(pick(lines, random), pick(lines, random), random);
}
