import type { Codec } from "../codec/index.js";

/** What all parts of one kind have in common. */
export interface PartKind<State> {
  readonly codec: Codec<State>;
  /** Whether the author should look at the part. */
  isInTrouble(state: State): boolean;
}
