import type { ParseError } from "jsonc-parser";

/** Reads JSON, and answers what it says; fails with a sentence that has the line and the column of what is wrong. */
export async function parseJsonText(text: string): Promise<unknown> {
  // Editors on Windows begin a file with a byte order mark.
  const content = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new SyntaxError(`is no JSON: ${(await explain(content)) ?? (error as Error).message}`, { cause: error });
  }
}

/** What node says has a place in some of its versions only. */
async function explain(text: string): Promise<string | undefined> {
  const { parse, printParseErrorCode } = await import("jsonc-parser");
  const failures: ParseError[] = [];
  parse(text, failures, { disallowComments: true });
  // What follows the first is mostly a consequence of it.
  const [failure] = failures;
  if (!failure) return undefined;
  const before = text.slice(0, failure.offset).split("\n");
  const what = printParseErrorCode(failure.error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return `${what} in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
