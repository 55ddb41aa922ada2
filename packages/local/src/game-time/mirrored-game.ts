/** What GALAXY's cache knows about a game. */
export interface MirroredGame {
  /** What was counted here. */
  readonly seconds: number;
  /** The end of the latest session, in milliseconds since 1970. */
  readonly endedAt: number;
  /** What the platform's own method returned last. */
  readonly platform?: PlatformFigure | undefined;
}

/** What a platform reports about a game. */
export interface PlatformFigure {
  readonly minutes?: number | undefined;
  /** In seconds since 1970. */
  readonly lastPlayed?: number | undefined;
  /** How much had been counted here when the platform reported it for the first time. */
  readonly countedSeconds: number;
}

/** A Standard Schema by hand: this package needs no library for three numbers. */
export const mirroredGame = {
  "~standard": {
    version: 1,
    vendor: "galaxy-kit",
    types: undefined as { readonly input: MirroredGame; readonly output: MirroredGame } | undefined,
    validate: (value: unknown) =>
      isMirroredGame(value) ? { value } : { issues: [{ message: "expected the play time of a game" }] },
  },
} as const;

function isMirroredGame(value: unknown): value is MirroredGame {
  const { seconds, endedAt, platform = { countedSeconds: 0 } } = (value ?? {}) as Partial<Record<string, unknown>>;
  const { minutes = 0, lastPlayed = 0, countedSeconds } = (platform ?? {}) as Partial<Record<string, unknown>>;
  return [seconds, endedAt, minutes, lastPlayed, countedSeconds].every((amount) => Number.isFinite(amount));
}
