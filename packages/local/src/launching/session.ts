import type { Awaitable } from "@galaxy-kit/sdk";
import { LAUNCHER, type LaunchSpec } from "@galaxy-kit/sdk/extend";
import type { SessionRun, SessionTracking, TrackingOptions } from "../tracking/tracking-mode.js";
import { GameLauncher } from "./game-launcher.js";

/** Made by {@link session}: a way to track a game, and to launch one. */
export interface SessionLaunch extends LaunchSpec, SessionTracking {}

/**
 * A function reports how long the game runs, for a platform whose client reports starts and exits. The session ends with `stopped()` or
 * when the function has returned; what it throws is logged.
 *
 * Use it as `track` of `exec()` or `uri()`, or return it from a method with `@LaunchGame()` if the function also starts the game:
 *
 * @example
 * ```ts
 * @LaunchGame()
 * launch(gameId: string) {
 *   return session(async ({ started, signal }) => {
 *     await this.client.launch(gameId, { onRunning: started, signal }); // resolves when the game has ended
 *   });
 * }
 * ```
 */
export function session(
  track: (run: SessionRun) => Awaitable<void>,
  options: Pick<TrackingOptions, "startWithin"> = {},
): SessionLaunch {
  return { [LAUNCHER]: GameLauncher, kind: "session", track, options };
}
