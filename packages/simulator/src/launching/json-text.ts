import type { ParseError } from "jsonc-parser";

/** What PowerShell writes by default, read as UTF-8, has a NUL in each character. */
const UTF_16 = "is not valid JSON: it looks like UTF-16. Save the file as UTF-8";

/** Parses JSON. Throws a SyntaxError whose message names the line and the column of the error. */
export async function parseJsonText(text: string): Promise<unknown> {
  // Some editors on Windows write a byte order mark.
  const content = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(content);
  } catch (error) {
    if (content.includes("\0")) throw new SyntaxError(UTF_16, { cause: error });
    const reason = (await explain(content)) ?? (error as Error).message;
    throw new SyntaxError(`is not valid JSON: ${reason}`, { cause: error });
  }
}

/** Only some versions of Node report where the error is. */
async function explain(text: string): Promise<string | undefined> {
  const { parse, printParseErrorCode } = await import("jsonc-parser");
  const failures: ParseError[] = [];
  parse(text, failures, { disallowComments: true });
  // The errors after the first are mostly consequences of it.
  const [failure] = failures;
  if (!failure) return undefined;
  const before = text.slice(0, failure.offset).split("\n");
  const what = printParseErrorCode(failure.error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return `${what} in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
