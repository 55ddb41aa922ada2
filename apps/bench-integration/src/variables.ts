/** The number of owned games. The Python integration reads it too. */
export const OWNED_GAMES_VARIABLE = "BENCH_OWNED_GAMES";

/** The form of the import: one of {@link formNames}; the first one by default. */
export const FORM_VARIABLE = "BENCH_FORM";

/** The forms in which an author can write an import. */
export const formNames = ["per game", "batched", "streamed"] as const;

export type Form = (typeof formNames)[number];
