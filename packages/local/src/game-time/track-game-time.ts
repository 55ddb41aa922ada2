import type { Class } from "@galaxy-kit/sdk";
import { recordCompanion, recordInstanceHook } from "@galaxy-kit/sdk/extend";
import { GameTimeTracker } from "./game-time-tracker.js";
import type { GameTimeMerge } from "./merge.js";

/** Options of {@link TrackGameTime}. */
export interface TrackGameTimeOptions {
  /**
   * What GALAXY gets if the platform's method with `@GameTimes()` knows a time, too. `"max"`, the default: the larger one. `"since"`: the
   * platform's, and what was played here since that changed.
   */
  readonly merge?: GameTimeMerge;
}

/**
 * Counts how long games are played, stores it in the user's data folder, and reports it to GALAXY. Announces the feature `ImportGameTime`. Goes on
 * the plugin class or on a service.
 *
 * Games count that `@LaunchGame()` starts with a launch spec, and those of `@InstalledGames()`. A method with `@GameTimes()` gives the
 * platform's own figures, which are merged.
 *
 * @example
 * ```ts
 * @TrackGameTime()
 * @GalaxyPlugin({ platform: Platform.Test, services: [Shelf] })
 * export class ShelfPlugin {}
 * ```
 */
export function TrackGameTime({ merge = "max" }: TrackGameTimeOptions = {}): (target: Class) => void {
  return (target) => {
    recordCompanion(target, GameTimeTracker);
    recordInstanceHook(target, {
      inject: [GameTimeTracker],
      attach: (_instance: object, tracker: GameTimeTracker) => {
        tracker.merge = merge;
      },
    });
  };
}
