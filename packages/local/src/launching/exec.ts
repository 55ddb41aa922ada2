import { LAUNCHER, type LaunchSpec } from "@galaxy-kit/sdk/extend";
import type { Track } from "../tracking/tracking-mode.js";
import { GameLauncher } from "./game-launcher.js";
import type { ExecSpec } from "./launch-specs.js";

/** Options of {@link exec}. */
export interface ExecOptions {
  /** The working directory; the folder of the program by default. */
  readonly cwd?: string | undefined;
  /** Variables to add to those of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Which processes are the game; by default, the tree of the started one, and what is known about the game's folder. */
  readonly track?: Track | undefined;
}

/** Made by {@link exec}. */
export interface ExecLaunch extends LaunchSpec, ExecSpec {}

/**
 * Starts a program for a game, and tracks the game until it ends. Return it from a method with `@LaunchGame()`, `@InstallGame()` or
 * `@UninstallGame()`; only games that are launched are tracked.
 *
 * A script for Node runs in the Node of this integration, and an app of macOS is opened. The game keeps running when the integration
 * ends.
 *
 * @example
 * ```ts
 * @LaunchGame()
 * launch(gameId: string) {
 *   return exec(this.settings.emulator, ["--fullscreen", this.roms.pathOf(gameId)]);
 * }
 * ```
 *
 * @param file - the path of the program; a name without a folder is looked for on the `PATH`
 */
export function exec(file: string, args: readonly string[] = [], options: ExecOptions = {}): ExecLaunch {
  const { cwd, env = {}, track } = options;
  return { [LAUNCHER]: GameLauncher, kind: "exec", file, args, cwd, env, track };
}
