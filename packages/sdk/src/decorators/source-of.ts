import { Sources } from "../injectables/sources.js";
import type { Token } from "../injection-key.js";
import type { Source, SourceItems, SourceKind } from "../sources/source.js";
import { token } from "./inject.js";

const DECORATORS: Readonly<Record<SourceKind, string>> = {
  ownedGames: "OwnedGames",
  localGames: "LocalGames",
  friends: "Friends",
  subscriptions: "Subscriptions",
  userPresences: "UserPresences",
  gameTimes: "GameTimes",
  achievements: "Achievements",
};
const tokens = new Map<SourceKind, Token<Source>>();

/**
 * Returns the token that injects a source:
 *
 * ```ts
 * constructor(@Inject(sourceOf("ownedGames")) private readonly games: Source<Game>) {}
 * ```
 */
export function sourceOf<Kind extends SourceKind>(kind: Kind): Token<Source<SourceItems[Kind]>> {
  const known = tokens.get(kind) ?? token<Source>(`sourceOf("${kind}")`, { inject: [Sources], make: find(kind) });
  tokens.set(kind, known);
  return known as Token<never>;
}

function find(kind: SourceKind): (sources: Sources) => Source {
  return (sources) => {
    const source = sources.find(kind);
    if (source) return source;
    throw new Error(describeMissingSource(kind));
  };
}

/** Says that an integration has no source of a kind, and how to add one. */
export function describeMissingSource(kind: SourceKind): string {
  const decorator = DECORATORS[kind];
  return `No method is a source of ${kind}. Add the option refresh to @${decorator}(), such as @${decorator}({ refresh: "10m" }).`;
}
