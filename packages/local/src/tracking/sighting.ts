import type { ProcessInfo } from "../processes/process-info.js";

/** What one look has seen of a session. */
export interface Sighting {
  /** The processes that are the game, helpers excluded. */
  readonly processes: readonly ProcessInfo[];
  /** Whether one of them is known to be the game, for example by its folder, and does not only descend from the launch. */
  readonly isRecognized: boolean;
  /** Whether anything else runs that the launch has started, such as the client of a store. */
  readonly hasHelpers: boolean;
}
