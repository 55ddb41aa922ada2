import type { SessionTracking, Track, Tracking } from "../tracking/tracking-mode.js";

/** Starts a program. */
export interface ExecSpec {
  readonly kind: "exec";
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly track: Track | undefined;
}

/** Opens an address. */
export interface UriSpec {
  readonly kind: "uri";
  readonly address: string;
  readonly track: Track | undefined;
  readonly otherwise: GameSpec | undefined;
}

/** The content of a launch spec of this package. */
export type GameSpec = ExecSpec | UriSpec | SessionTracking;

/** The modes of an option; undefined for the default. */
export function modesOf(track: Track | undefined): readonly Tracking[] | undefined {
  return track === undefined ? undefined : Array.isArray(track) ? (track as readonly Tracking[]) : [track as Tracking];
}
