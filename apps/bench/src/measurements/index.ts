import { coldStart } from "./cold-start.js";
import { imports } from "./imports.js";
import type { Measurement } from "./measurement.js";
import { ownedGames } from "./owned-games.js";
import { pipelinedPing, sequentialPing } from "./ping.js";

/** All measurements, in the order of the report. */
export const measurements: readonly Measurement[] = [coldStart, sequentialPing, pipelinedPing, ownedGames, ...imports];

export type { Case, Measurement, Sample } from "./measurement.js";
