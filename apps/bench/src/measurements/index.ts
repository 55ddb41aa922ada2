import { achievements } from "./achievements.js";
import { coldStart } from "./cold-start.js";
import type { Measurement } from "./measurement.js";
import { ownedGames } from "./owned-games.js";
import { pipelinedPing, sequentialPing } from "./ping.js";

/** All measurements, in the order of the report. */
export const measurements: readonly Measurement[] = [
  coldStart,
  sequentialPing,
  pipelinedPing,
  ownedGames,
  achievements,
];

export type { Case, Measurement, Sample } from "./measurement.js";
