import type { Source, SourceItems, SourceKind } from "../sources/source.js";

/** The sources of an integration. Injectable; empty if no method is a source. */
export abstract class Sources {
  abstract readonly all: readonly Source[];

  abstract find<Kind extends SourceKind>(kind: Kind): Source<SourceItems[Kind]> | undefined;

  /**
   * Keeps the sources from removing a game, and from saying that it is not running, for as long as it is held: it is being launched,
   * updated or moved.
   *
   * @returns a function that releases it
   */
  abstract hold(gameId: string): () => void;
}
