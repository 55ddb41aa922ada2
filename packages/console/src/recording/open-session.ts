import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { isPlainObject } from "@galaxy-kit/protocol";
import { ActionRefusedError, isTooDeep } from "@galaxy-kit/simulator";
import type { RequestName, SessionLine, Welcome } from "../contract/index.js";
import type { UpdateSource } from "../feed/update-source.js";
import { type Responder, respondWith } from "../requests/responder.js";

/** A file is not a recorded session. */
export class NotASessionError extends Error {
  override readonly name = "NotASessionError";
}

/** A session that was saved to a file. */
export interface RecordedSession {
  /** Of the integration. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** How many different values of each kind were replaced when it was saved. */
  readonly masked: Readonly<Record<string, number>>;
  /** The updates of a page, as JSON. */
  readonly updates: readonly string[];
  /** The answers to the requests of a page, by {@link keyOf}. */
  readonly answers: ReadonlyMap<string, unknown>;
}

/**
 * Reads a session that was saved on the page. The file may come from anyone: its content is only data for the page.
 *
 * @throws `NotASessionError` if the file is not one, or is incomplete
 */
export async function readSession(path: string): Promise<RecordedSession> {
  const updates: string[] = [];
  const answers = new Map<string, unknown>();
  let welcome: Welcome | undefined;
  let savedAt: number | undefined;
  let masked: RecordedSession["masked"] | undefined;
  for await (const text of createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity })) {
    const line = parseLine(path, text);
    if ("galaxyKitSession" in line) savedAt = line.savedAt;
    else if (savedAt === undefined) throw notASession(path);
    else if ("masked" in line) ({ masked } = line);
    else if ("request" in line) answers.set(keyOf(line.request, line.params), line.result);
    else if (line.update.type === "welcome") welcome = line.update;
    else updates.push(JSON.stringify(line.update));
  }
  if (savedAt === undefined || !welcome) throw notASession(path);
  if (!masked) throw new NotASessionError(`${path} is incomplete: its last line is missing. Save the session again.`);
  // Its files are on another computer, and a link would open any address that the file gives for an editor.
  const { editor: _editor, ...shown } = welcome;
  updates.unshift(JSON.stringify({ ...shown, recorded: { savedAt, masked } }));
  return { name: welcome.name, savedAt, masked, updates, answers };
}

/** Returns the updates for one page. */
export function updatesOf({ updates }: RecordedSession): readonly UpdateSource[] {
  let isSent = false;
  return [
    {
      *pending() {
        if (isSent) return;
        isSent = true;
        yield* updates;
      },
    },
  ];
}

/** Returns what answers a page as when the session was recorded, and refuses everything else. */
export function answersOf({ answers }: RecordedSession): Responder {
  return respondWith((request, params) => {
    const key = keyOf(request as RequestName, params);
    if (answers.has(key)) return Promise.resolve(answers.get(key));
    return Promise.reject(new ActionRefusedError("This is a recorded session: it has no response to this request."));
  });
}

/** Secrets that were masked cannot be revealed. */
function keyOf(request: RequestName, params: unknown): string {
  const known = isPlainObject(params) && "reveal" in params ? { ...params, reveal: false } : params;
  return `${request} ${JSON.stringify(known)}`;
}

function parseLine(path: string, text: string): SessionLine {
  try {
    const line: unknown = JSON.parse(text);
    if (isSessionLine(line)) return line;
  } catch {
    // It is not valid JSON.
  }
  throw notASession(path);
}

function isSessionLine(line: unknown): line is SessionLine {
  if (!isPlainObject(line) || isTooDeep(line)) return false;
  if ("galaxyKitSession" in line) return typeof line["savedAt"] === "number";
  if ("masked" in line) return isPlainObject(line["masked"]);
  if ("request" in line) return typeof line["request"] === "string";
  const { update } = line;
  return isPlainObject(update) && (update["type"] !== "welcome" || typeof update["name"] === "string");
}

function notASession(path: string): NotASessionError {
  return new NotASessionError(`${path} is not a recorded session. Use a file saved with "Save session" on the page.`);
}
