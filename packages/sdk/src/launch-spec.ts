import type { InjectionKey } from "./injection-key.js";

/** The command of GALAXY to which a method returned a launch spec. */
export type LauncherCommand =
  | "launchGame"
  | "installGame"
  | "uninstallGame"
  | "launchPlatformClient"
  | "shutdownPlatformClient";

/** Carries out a launch spec. An injectable service. */
export interface Launcher<Spec extends LaunchSpec = LaunchSpec> {
  /**
   * @param gameId - undefined for a command about the platform's own client
   * @throws what the framework logs for the author's method
   */
  launch(gameId: string | undefined, spec: Spec, command: LauncherCommand): Promise<void>;
}

/** The property of a launch spec that names its launcher: the same symbol in every copy of this package. */
export const LAUNCHER: unique symbol = Symbol.for("@galaxy-kit/sdk:launcher") as never;

/**
 * What to start, returned by a method with `@LaunchGame()`, `@InstallGame()`, `@UninstallGame()`, `@LaunchPlatformClient()` or
 * `@ShutdownPlatformClient()`. `exec()`, `uri()` and `session()` of `@galaxy-kit/local` make them.
 */
export interface LaunchSpec {
  readonly [LAUNCHER]: InjectionKey<Launcher<never>>;
}

/** Returns whether a method returned a launch spec. */
export function isLaunchSpec(value: unknown): value is LaunchSpec {
  return typeof value === "object" && value !== null && LAUNCHER in value;
}
