import type { RequestName, Requests, Update } from "@galaxy-kit/console";
import { notASession, parseSession } from "@galaxy-kit/console/session";
import { applyEvents } from "../feed/apply-events.js";
import type { Replacement } from "../feed/feed.js";
import { initialState } from "../feed/page-state.js";

/** Reads a session that was saved on the page. Rejects with a message for the user if the file is not one. */
export async function readSession(file: File): Promise<Replacement> {
  const { updates, answer } = await parseSession(file.name, textOf(file));
  if (!canApply(updates)) throw notASession(file.name);
  return {
    updates,
    request: <Name extends RequestName>(request: Name, params: Requests[Name]["params"]) =>
      answer(request, params) as Promise<Requests[Name]["result"]>,
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

/** Chunk by chunk: not every browser iterates over a stream. */
async function* textOf(file: File): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value;
}
