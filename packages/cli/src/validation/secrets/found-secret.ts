import type { Position } from "../position.js";

/** The place of a secret; the secret itself is told to nobody. */
export interface FoundSecret extends Position {
  /** What it seems to be, such as `github token`. */
  readonly what: string;
}
