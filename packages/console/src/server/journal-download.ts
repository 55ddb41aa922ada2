import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { JournalEntry, SimulatedClient } from "@galaxy-kit/simulator";
import type { Download } from "./console-server.js";

/** Streams all messages that are kept, one JSON object per line, no faster than the browser reads them. */
export function journalDownload(client: SimulatedClient): Download {
  return async (query, response) => {
    response.setHeader("Content-Type", "application/x-ndjson; charset=utf-8");
    response.setHeader("Content-Disposition", 'attachment; filename="journal.ndjson"');
    const lines = linesOf(client, query.get("reveal") === "1");
    await pipeline(Readable.from(response.req.method === "HEAD" ? [] : lines), response);
  };
}

function* linesOf(client: SimulatedClient, reveal: boolean): Generator<string> {
  const last = client.messageCount;
  // Looked up one by one because the journal changes during the download.
  for (let number = 1; number <= last; number++) {
    const entry: JournalEntry | undefined = reveal ? client.revealed(number) : client.entry(number);
    if (entry) yield `${JSON.stringify(entry)}\n`;
  }
}
