import { Sources } from "../injectables/sources.js";
import type { Token } from "../injection-key.js";
import type { Source, SourceItems, SourceKind } from "../sources/source.js";
import { token } from "./inject.js";

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
    throw new Error(
      `No method is a source of ${kind}: give its decorator the option refresh, such as { refresh: "10m" }.`,
    );
  };
}
