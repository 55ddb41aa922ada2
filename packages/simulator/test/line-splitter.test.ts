import { expect, it } from "@jest/globals";
import { LineSplitter } from "../src/wire/line-splitter.js";

function split(limit: number, ...chunks: string[]): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter(
    { line: (bytes) => lines.push(bytes.toString()), tooLong: () => lines.push("too long") },
    limit,
  );
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  return lines;
}

it("accepts a line of exactly the limit, in one piece or in several", () => {
  expect(split(4, "1234\n")).toEqual(["1234"]);
  expect(split(4, "12", "34", "\n")).toEqual(["1234"]);
});

it("skips a line that is one byte longer, and accepts the next", () => {
  expect(split(4, "12345\n1234\n")).toEqual(["too long", "1234"]);
  expect(split(4, "1234", "5\n", "1234\n")).toEqual(["too long", "1234"]);
});
