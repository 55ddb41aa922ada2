import type { ImportsProgress, Progress } from "@galaxy-kit/simulator";
import { onOneLine } from "../terminal/text.js";
import { formatCount } from "./format.js";

const names: Readonly<Record<Progress["kind"], string>> = {
  ownedGames: "owned games",
  localGames: "local games",
  friends: "friends",
  subscriptions: "subscriptions",
  rooms: "rooms",
  achievements: "achievements",
  gameTimes: "game times",
  librarySettings: "library settings",
  osCompatibilities: "OS compatibilities",
  localSizes: "local sizes",
  userPresences: "user presences",
  subscriptionGames: "subscription games",
};

export function nameOfImport(kind: Progress["kind"]): string {
  return names[kind];
}

/** Returns a line for each import that failed, in whole or in part. */
export function describeFailures(imports: ImportsProgress): string[] {
  return Object.values(imports)
    .filter(({ state, failed }) => state === "failed" || failed > 0)
    .map(describeFailure);
}

function describeFailure({ kind, state, failed, total, error }: Progress): string {
  const name = nameOfImport(kind);
  if (state === "failed") return `Importing ${name} failed${error === undefined ? "" : `: ${onOneLine(error)}`}`;
  return `Importing ${name} failed for ${failed} of ${formatCount(total, "item")}`;
}
