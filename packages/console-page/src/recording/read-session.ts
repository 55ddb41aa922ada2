import type { RequestName, Requests, SessionLine, Update, Welcome } from "@galaxy-kit/console";
import { isPlainObject } from "@galaxy-kit/protocol";
import { applyEvents } from "../feed/apply-events.js";
import type { Replacement } from "../feed/feed.js";
import { initialState } from "../feed/page-state.js";

/** Reads a session that was saved on the page. Rejects with a message for the user if the file is not one. */
export async function readSession(file: File): Promise<Replacement> {
  const updates: Update[] = [];
  const answers = new Map<string, unknown>();
  let welcome: Welcome | undefined;
  let savedAt: number | undefined;
  let masked: NonNullable<Welcome["recorded"]>["masked"] | undefined;
  for await (const text of linesOf(file)) {
    const line = parseLine(text);
    if (!line) throw notASession(file);
    if ("galaxyKitSession" in line) savedAt = line.savedAt;
    else if (savedAt === undefined) throw notASession(file);
    else if ("masked" in line) ({ masked } = line);
    else if ("request" in line) answers.set(keyOf(line.request, line.params), line.result);
    else if (line.update.type === "welcome") welcome = line.update;
    else updates.push(line.update);
  }
  if (savedAt === undefined || !welcome) throw notASession(file);
  if (!masked) throw new Error(`${file.name} is incomplete: its last line is missing. Save the session again.`);
  // Its files are on another computer, and a link would open any address that the file gives for an editor.
  const { editor: _editor, ...shown } = welcome;
  const all: readonly Update[] = [{ ...shown, recorded: { savedAt, masked } }, ...updates];
  if (!canApply(all)) throw notASession(file);
  return {
    updates: all,
    request: <Name extends RequestName>(request: Name, params: Requests[Name]["params"]) => {
      const key = keyOf(request, params);
      if (answers.has(key)) return Promise.resolve(answers.get(key) as Requests[Name]["result"]);
      return Promise.reject(new Error("This is a recorded session: it has no response to this request."));
    },
  };
}

/** Tried before the page leaves the server: an update that cannot be applied later would leave it without either. */
function canApply(updates: readonly Update[]): boolean {
  try {
    applyEvents(initialState, updates);
    return true;
  } catch {
    return false;
  }
}

/** Secrets that were masked cannot be revealed. */
function keyOf(request: string, params: unknown): string {
  const known = isPlainObject(params) && "reveal" in params ? { ...params, reveal: false } : params;
  return `${request} ${JSON.stringify(known)}`;
}

/** Line by line, since a file may be longer than a text can be. */
async function* linesOf(file: File): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const [first = "", ...others] = chunk.value.split("\n");
    rest += first;
    for (const next of others) {
      yield rest;
      rest = next;
    }
  }
  if (rest !== "") yield rest;
}

function parseLine(text: string): SessionLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return isSessionLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

function isSessionLine(line: unknown): line is SessionLine {
  if (!isPlainObject(line)) return false;
  if ("galaxyKitSession" in line) return typeof line["savedAt"] === "number";
  if ("masked" in line) return isPlainObject(line["masked"]);
  if ("request" in line) return typeof line["request"] === "string";
  const { update } = line;
  return isPlainObject(update) && (update["type"] !== "welcome" || typeof update["name"] === "string");
}

function notASession(file: File): Error {
  return new Error(`${file.name} is not a recorded session. Choose a file saved with "Save session".`);
}
