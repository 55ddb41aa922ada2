import { LAUNCHER, type LaunchSpec } from "@galaxy-kit/sdk/extend";
import type { AddressTracking, Track } from "../tracking/tracking-mode.js";
import type { ExecLaunch } from "./exec.js";
import { GameLauncher } from "./game-launcher.js";
import type { UriSpec } from "./launch-specs.js";

/** Options of {@link uri}. */
export interface UriOptions {
  /** Which processes are the game; by default, those of `@InstalledGames()`. No process is started here whose children could be followed. */
  readonly track?: Track<AddressTracking> | undefined;
}

/** Made by {@link uri}. */
export interface UriLaunch extends LaunchSpec, UriSpec {
  /** What to start, or which page to open, if no program is registered for the scheme of the address. */
  orElse(other: string | ExecLaunch | UriLaunch): UriLaunch;
}

/**
 * Opens an address with the program that is registered for its scheme, and tracks the game. Return it from a method with `@LaunchGame()`,
 * `@InstallGame()` or `@UninstallGame()`. No shell sees the address.
 *
 * @example
 * ```ts
 * @LaunchGame()
 * launch(gameId: string) {
 *   return uri(`steam://rungameid/${gameId}`).orElse("https://store.steampowered.com/about/");
 * }
 * ```
 *
 * @throws `TypeError` if the address has no scheme
 */
export function uri(address: string, { track }: UriOptions = {}): UriLaunch {
  new URL(address);
  const spec = { [LAUNCHER]: GameLauncher, kind: "uri", address, track } as const;
  const orElse = (other: string | ExecLaunch | UriLaunch): UriLaunch => ({
    ...spec,
    otherwise: typeof other === "string" ? uri(other, { track: { kind: "none" } }) : other,
    orElse,
  });
  return { ...spec, otherwise: undefined, orElse };
}
