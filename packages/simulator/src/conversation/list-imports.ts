import { clientRequests, type Feature, type ImportKind, imports, type RequestCall } from "@galaxy-kit/protocol";
import type { Subject } from "../knowledge/change.js";
import type { Knowledge } from "../knowledge/knowledge.js";
import type { AnyImportKind, ListKind, Progress } from "../reporting/progress.js";
import type { Recorder } from "../reporting/recorder.js";
import type { Timings } from "../timings.js";
import type { Caller } from "./caller.js";
import type { ProgressBoard } from "./progress-board.js";

interface ListImport<Item> {
  readonly call: RequestCall<object, readonly Item[]>;
  readonly subject: Subject;
  readonly idOf: (item: Item) => string;
  /** Returns the ids of everything that has changed. */
  readonly replace: (knowledge: Knowledge, items: readonly Item[]) => readonly string[];
  readonly limit?: (timings: Timings) => number;
}

function list<Item>(definition: ListImport<Item>): ListImport<never> {
  return definition as unknown as ListImport<never>;
}

/** Everything that is imported with one request. */
const listImports: Readonly<Record<ListKind, ListImport<never>>> = {
  ownedGames: list({
    call: clientRequests.importOwnedGames,
    subject: "games",
    idOf: (game) => game.gameId,
    replace: ({ games }, items) => games.replaceOwned(items),
    limit: (timings) => timings.ownedGamesLimit,
  }),
  localGames: list({
    call: clientRequests.importLocalGames,
    subject: "games",
    idOf: (game) => game.gameId,
    replace: ({ games }, items) => games.replaceLocal(items),
  }),
  friends: list({
    call: clientRequests.importFriends,
    subject: "friends",
    idOf: (friend) => friend.userId,
    replace: (knowledge, items) => knowledge.replaceFriends(items),
  }),
  subscriptions: list({
    call: clientRequests.importSubscriptions,
    subject: "subscriptions",
    idOf: (subscription) => subscription.subscriptionName,
    replace: (knowledge, items) => knowledge.replaceSubscriptions(items),
  }),
  rooms: list({
    call: clientRequests.importRooms,
    subject: "rooms",
    idOf: (room) => room.roomId,
    replace: (knowledge, items) => knowledge.replaceRooms(items),
  }),
};

/** Everything that can be imported. */
export const everyImportKind: readonly AnyImportKind[] = [
  ...(Object.keys(listImports) as ListKind[]),
  ...(Object.keys(imports) as ImportKind[]),
];

/** Whether a kind is imported with one request. */
export function isListKind(kind: string): kind is ListKind {
  return Object.hasOwn(listImports, kind);
}

/** Returns the feature that an integration announces if it supports this list. */
export function featureOfList(kind: ListKind): Feature | undefined {
  return listImports[kind].call.feature;
}

/**
 * Imports a list. Rejects only when the session is over.
 *
 * @param whyDropped - called when the list has arrived; returns why the client drops it, if it does
 */
export async function importList(
  kind: ListKind,
  context: { caller: Caller; knowledge: Knowledge; recorder: Recorder; board: ProgressBoard; timings: Timings },
  whyDropped: () => string | undefined,
): Promise<Progress> {
  const { call, subject, idOf, replace, limit } = listImports[kind];
  const show = (news: Partial<Progress>): Progress => {
    const progress: Progress = { kind, state: "running", done: 0, failed: 0, total: 0, single: false, ...news };
    context.board.show(progress);
    return progress;
  };

  show({});
  const outcome = await context.caller.call(call, {}, limit ? { limit: limit(context.timings) } : {});
  if (!outcome.ok) return show({ state: "failed", error: outcome.message });
  const reason = whyDropped();
  if (reason !== undefined) {
    context.recorder.problem({ kind: "dropped", method: call.method, message: reason });
    return show({ state: "failed", error: reason });
  }
  reportDuplicates(outcome.value.map(idOf), call.method, context.recorder);
  const ids = replace(context.knowledge, outcome.value);
  const source = outcome.number === undefined ? {} : { message: outcome.number };
  context.recorder.events.emit("changed", { subject, ids, cause: call.method, ...source });
  return show({ state: "finished", done: outcome.value.length, total: outcome.value.length });
}

function reportDuplicates(ids: readonly string[], method: string, recorder: Recorder): void {
  const seen = new Set<string>();
  for (const itemId of ids) {
    if (seen.has(itemId)) {
      recorder.problem({
        kind: "duplicate-item",
        severity: "warning",
        method,
        itemId,
        message: "appears in the list more than once",
      });
    }
    seen.add(itemId);
  }
}
