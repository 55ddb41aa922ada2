import { homedir } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { SimulatedClient } from "@galaxy-kit/simulator";
import type { ConnectionRow, RequestName, Requests, Update } from "../contract/index.js";
import { CurrentValue } from "../feed/current-value.js";
import type { UpdateSource } from "../feed/update-source.js";
import type { JournalImports } from "../imports/journal-imports.js";
import type { Handlers } from "../requests/handlers.js";
import type { Download } from "../server/console-server.js";
import { SESSION_VERSION, type SessionHeader, type SessionLine } from "../session-file/session-line.js";
import { Redaction } from "./redaction.js";
import { secretsOf } from "./secrets.js";

/** As the page requests them. */
const ITEMS_PER_REQUEST = 100;

/** What a recorded session is made of. */
export interface SessionSubjects {
  readonly client: SimulatedClient;
  readonly journalImports: JournalImports;
  readonly handlers: Handlers;
  /** The updates of a new page. */
  readonly sources: () => readonly UpdateSource[];
}

/** Streams the session as a page sees it now, with every answer that the page could ask for. Secrets are masked. */
export function sessionDownload(subjects: SessionSubjects): Download {
  return async (_query, response) => {
    response.setHeader("Content-Type", "application/x-ndjson; charset=utf-8");
    response.setHeader("Content-Disposition", 'attachment; filename="session.ndjson"');
    await pipeline(Readable.from(response.req.method === "HEAD" ? [] : linesOf(subjects)), response);
  };
}

async function* linesOf(subjects: SessionSubjects): AsyncGenerator<string> {
  const redaction = new Redaction(secretsOf(subjects.client), homedir());
  const write = (line: SessionHeader | SessionLine): string => `${JSON.stringify(line)}\n`;
  yield write({ galaxyKitSession: SESSION_VERSION, savedAt: Date.now() });
  for (const update of updatesOf(subjects.sources())) yield write(redaction.redact({ update }) as SessionLine);
  for await (const answer of answersOf(subjects)) yield write(redaction.redact(answer) as SessionLine);
  yield write({ masked: redaction.counts });
}

function* updatesOf(sources: readonly UpdateSource[]): Generator<Update> {
  for (const source of sources) {
    let messages = [...source.pending()];
    while (messages.length > 0) {
      for (const message of messages) yield withoutActions(JSON.parse(message) as Update);
      // A value that changes with the time would never end.
      messages = source instanceof CurrentValue ? [] : [...source.pending()];
    }
  }
}

/** Nothing can be done with a recorded session. */
function withoutActions(update: Update): Update {
  if (update.type === "login") return { type: "login", login: null };
  if (update.type !== "connection") return update;
  const { can, ...connection } = update.connection;
  const none = Object.fromEntries(Object.keys(can).map((action) => [action, false])) as ConnectionRow["can"];
  return { type: "connection", connection: { ...connection, can: none } };
}

async function* answersOf({ client, journalImports, handlers }: SessionSubjects): AsyncGenerator<SessionLine> {
  const answer = async <Name extends RequestName>(
    request: Name,
    params: Requests[Name]["params"],
  ): Promise<SessionLine> => ({
    request,
    params,
    result: await handlers[request].handle(params),
  });
  const { games, subscriptions, rooms } = client.library;
  for (const gameId of Object.keys(games)) {
    yield await answer("game", { gameId });
    yield await answer("gameOrigins", { gameId });
  }
  for (const subscriptionName of Object.keys(subscriptions)) yield await answer("subscription", { subscriptionName });
  for (const roomId of Object.keys(rooms)) yield await answer("room", { roomId });
  for (const { id, kept } of Object.values(journalImports.all).map((tracked) => tracked.row())) {
    for (const of of ["all", "failures"] as const) {
      for (let from = 0; from < kept[of]; from += ITEMS_PER_REQUEST)
        yield await answer("journalItems", { id, of, from, count: ITEMS_PER_REQUEST });
    }
  }
  for (let number = 1; number <= client.messageCount; number++) {
    if (client.entry(number)) yield await answer("journalEntry", { number, reveal: false });
  }
}
