/** What is wanted of the integration is told by its environment, as it is for the one in Python. */

/** How many games it owns. */
export const OWNED_GAMES_VARIABLE = "BENCH_OWNED_GAMES";

/** The form of its import: one of {@link formNames}, the first one when it is not set. */
export const FORM_VARIABLE = "BENCH_FORM";

/** The ways in which an author can write an import. */
export const formNames = ["per game", "batched", "streamed"] as const;

export type Form = (typeof formNames)[number];
