import { type ImportKind, imports } from "@galaxy-kit/protocol";
import { importMessages, type SimulatedClient } from "@galaxy-kit/simulator";
import type { FactOrigin, GameOrigins } from "../contract/index.js";

/** The method of the author that handles each method on the wire. */
export type AuthorMethods = Readonly<Record<string, string>>;

/** Returns where the facts of a game came from. */
export function gameOrigins(client: SimulatedClient, gameId: string, methods: AuthorMethods): GameOrigins {
  const numbers = Object.entries(client.origins(gameId));
  return Object.fromEntries(numbers.map(([kind, number]) => [kind, originOf(client, number, methods)]));
}

function originOf(client: SimulatedClient, number: number, methods: AuthorMethods): FactOrigin {
  const { time, method, type } = client.entry(number) ?? {};
  const isResponse = type === "response";
  const called = isResponse ? method : startOf(importMessages.get(method ?? "")?.kind);
  const handler = called === undefined ? undefined : methods[called];
  return {
    number,
    isResponse,
    ...(time !== undefined && { time }),
    ...(method !== undefined && { method }),
    ...(handler !== undefined && { handler }),
  };
}

/** Returns the request that causes the messages of an import. */
function startOf(kind: ImportKind | undefined): string | undefined {
  return kind && imports[kind].start.method;
}
