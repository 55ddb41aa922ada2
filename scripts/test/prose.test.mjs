import { expect, test } from "@jest/globals";
import { findHabits } from "../prose.mjs";

test.each([
  "A line that is no JSON was refused",
  "/** Answers the names of all games. */",
  "   * Tells whether the process runs.",
  "what the client was told",
  "const LONGEST_LINE = 80;",
  "const WAIT_MILLISECONDS = 5;",
  "It belongs into providers.",
  "a file beside the bundle",
  "the colour of a badge",
  'remedy: "Write a name.",',
  "   * @param ids all requested ids",
  "/** @typeParam Value the type of a value */",
  "Somebody else is logged in.",
  "// It is on another disk than before.",
])("reports %j", (line) => {
  expect(findHabits("a.ts", `// fine\n${line}\n`)).toEqual([expect.stringMatching(/^a\.ts:2: "[^"]+": /)]);
});

test.each([
  "There is no list of features",
  "It is no longer needed",
  "/** Returns the answers to all questions. */",
  "The user answers the question",
  "const MAX_LINE_LENGTH = 80;",
  "It belongs in providers.",
  "a toldo",
  "   * @param ids - all requested ids",
  " * @param {{ readonly id: string }} game - the game",
  " * @param ids",
  "Another way is better than to wait.",
  'import { filesBeside } from "./files-beside.js";',
])("accepts %j", (line) => {
  expect(findHabits("a.ts", line)).toEqual([]);
});
