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
  /**
   * What to start, or which page to open, if no program is registered for the scheme of the address. Of several, the first one counts that
   * can be opened.
   */
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
  return toLaunch({ [LAUNCHER]: GameLauncher, kind: "uri", address, track }, undefined);
}

type Other = ExecLaunch | UriLaunch;

function toLaunch(spec: Omit<UriLaunch, "otherwise" | "orElse">, otherwise: Other | undefined): UriLaunch {
  return {
    ...spec,
    otherwise,
    orElse(other) {
      const last = typeof other === "string" ? uri(other, { track: { kind: "none" } }) : other;
      return toLaunch(spec, otherwise === undefined ? last : append(otherwise, last));
    },
  };
}

/** A program has no alternative: it is started, or that fails. */
function append(other: Other, last: Other): Other {
  return other.kind === "uri" ? other.orElse(last) : other;
}
