import { isPlainObject } from "@galaxy-kit/protocol";
import type { RequestName, Update, Welcome } from "../contract/index.js";
import { isSessionHeader, isSessionLine, SESSION_VERSION, type SessionHeader } from "./session-line.js";

/** A file cannot be shown as a recorded session. The message says why, and what to do. */
export class UnreadableSessionError extends Error {
  override readonly name = "UnreadableSessionError";
}

/** A session that was saved to a file. */
export interface RecordedSession {
  /** Of the integration. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** How many different values of each kind were replaced when it was saved; undefined if the end of the file is missing. */
  readonly masked: Readonly<Record<string, number>> | undefined;
  /** The updates of a page, from its welcome on. */
  readonly updates: readonly Update[];
  /**
   * Resolves to what a page was answered when the session was saved. Rejects with a message for the user if the file has no such
   * answer.
   */
  readonly answer: (request: RequestName, params: unknown) => Promise<unknown>;
}

/**
 * Reads a session that was saved on the page, as far as the file goes: one that was cut off shows what is there. The file may come
 * from anyone, so its content is only data for the page.
 *
 * @param file - its name, for messages
 * @throws `UnreadableSessionError` if it is another file, of a newer version, or ends before anything that can be shown
 */
export async function parseSession(file: string, text: AsyncIterable<string>): Promise<RecordedSession> {
  const updates: Update[] = [];
  const answers = new Map<string, unknown>();
  let welcome: Welcome | undefined;
  let masked: RecordedSession["masked"];
  const lines = objectsIn(file, text);
  const { savedAt } = headerOf(file, (await lines.next()).value);
  for await (const line of lines) {
    if (!isSessionLine(line)) throw notASession(file);
    if ("masked" in line) ({ masked } = line);
    else if ("request" in line) answers.set(keyOf(line.request, line.params), line.result);
    else if (line.update.type === "welcome") welcome = line.update;
    else updates.push(line.update);
  }
  if (!welcome)
    throw unreadable(file, "ends before anything that can be shown. Get the complete file, or save the session again.");
  // Its files are on another computer, and a link would open any address that the file gives for an editor.
  const { editor: _editor, ...shown } = welcome;
  const recorded = { savedAt, ...(masked && { masked }) };
  return {
    name: welcome.name,
    savedAt,
    masked,
    updates: [{ ...shown, recorded }, ...updates],
    answer: (request, params) => {
      const key = keyOf(request, params);
      if (answers.has(key)) return Promise.resolve(answers.get(key));
      const why = masked ? "" : ", since the end of its file is missing";
      return Promise.reject(new Error(`This is a recorded session: it has no response to this request${why}.`));
    },
  };
}

export function notASession(file: string): UnreadableSessionError {
  return unreadable(file, 'is not a recorded session. Open a file saved with "Save session" on the page.');
}

function unreadable(file: string, why: string): UnreadableSessionError {
  return new UnreadableSessionError(`${file} ${why}`);
}

function headerOf(file: string, line: object | undefined): SessionHeader {
  const version = line && "galaxyKitSession" in line && line.galaxyKitSession;
  if (typeof version === "number" && version > SESSION_VERSION) {
    throw unreadable(
      file,
      `was saved by a newer version of Galaxy Kit: its format is ${version}, and this version reads ${SESSION_VERSION}. Update @galaxy-kit/cli, and open the file again.`,
    );
  }
  if (line && isSessionHeader(line)) return line;
  throw notASession(file);
}

/** Yields the objects of a file with one in each line, without a last one that was cut off. */
async function* objectsIn(file: string, text: AsyncIterable<string>): AsyncGenerator<object, undefined> {
  let isCutOff = false;
  for await (const line of linesIn(text)) {
    if (isCutOff) throw notASession(file);
    const value = parsed(line);
    if (value === undefined) isCutOff = true;
    else if (isPlainObject(value)) yield value;
    else throw notASession(file);
  }
}

/** Line by line, since a file may be longer than a text can be. */
async function* linesIn(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of text) {
    const [first = "", ...others] = chunk.split("\n");
    rest += first;
    for (const next of others) {
      yield rest;
      rest = next;
    }
  }
  if (rest !== "") yield rest;
}

/** Returns undefined for what is not valid JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Secrets that were masked cannot be revealed. */
function keyOf(request: RequestName, params: unknown): string {
  const known = isPlainObject(params) && "reveal" in params ? { ...params, reveal: false } : params;
  return `${request} ${JSON.stringify(known)}`;
}
