import { createReadStream } from "node:fs";
import type { RequestName } from "../contract/index.js";
import type { UpdateSource } from "../feed/update-source.js";
import { type Responder, respondWith } from "../requests/responder.js";
import { parseSession, type RecordedSession } from "../session-file/parse-session.js";

/**
 * Reads a session that was saved on the page.
 *
 * @throws `UnreadableSessionError` if the file cannot be shown as one
 */
export async function readSession(path: string): Promise<RecordedSession> {
  return await parseSession(path, createReadStream(path, "utf8"));
}

/** Returns the updates for one page. */
export function updatesOf({ updates }: RecordedSession): readonly UpdateSource[] {
  let isSent = false;
  return [
    {
      *pending() {
        if (isSent) return;
        isSent = true;
        for (const update of updates) yield JSON.stringify(update);
      },
    },
  ];
}

/** Returns what answers a page as when the session was recorded, and refuses everything else. */
export function answersOf({ answer }: RecordedSession): Responder {
  return respondWith((request, params) => answer(request as RequestName, params));
}
