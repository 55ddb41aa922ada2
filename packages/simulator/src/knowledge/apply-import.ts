import type { ImportKind, ImportValue } from "@galaxy-kit/protocol";
import type { Subject } from "./change.js";
import type { Knowledge } from "./knowledge.js";

type Apply<Kind extends ImportKind> = (
  knowledge: Knowledge,
  id: string,
  value: ImportValue<Kind>,
  isFirst: boolean,
) => void;

/** How the values of each import are applied. */
const applied: { readonly [Kind in ImportKind]: Apply<Kind> } = {
  achievements: ({ games }, id, achievements) => {
    games.setAchievements(id, achievements);
  },
  gameTimes: ({ games }, _id, gameTime) => {
    games.setGameTime(gameTime);
  },
  librarySettings: ({ games }, _id, settings) => {
    games.setLibrarySettings(settings);
  },
  osCompatibilities: ({ games }, id, osCompatibility) => {
    games.setOsCompatibility(id, osCompatibility);
  },
  localSizes: ({ games }, id, localSize) => {
    games.setLocalSize(id, localSize);
  },
  userPresences: (knowledge, id, presence) => {
    knowledge.setPresence(id, presence);
  },
  subscriptionGames: (knowledge, name, page, isFirst) => {
    knowledge.addSubscriptionGames(name, page, isFirst);
  },
};

const subjects: Readonly<Partial<Record<ImportKind, Subject>>> = {
  userPresences: "friends",
  subscriptionGames: "subscriptions",
};

/** Returns the part of the library that an import changes. */
export function subjectOf(kind: ImportKind): Subject {
  return subjects[kind] ?? "games";
}

/** Applies the value that an import returned for one id. */
export function applyImport(
  knowledge: Knowledge,
  kind: ImportKind,
  id: string,
  value: unknown,
  isFirst: boolean,
): void {
  (applied[kind] as Apply<never>)(knowledge, id, value, isFirst);
}
