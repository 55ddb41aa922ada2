import { coldStart, firstStart } from "./cold-start.js";
import { idleMemory } from "./idle-memory.js";
import { imports } from "./imports.js";
import type { Measurement } from "./measurement.js";
import { ownedGames } from "./owned-games.js";
import { pipelinedPing, sequentialPing } from "./ping.js";

/** All measurements, in the order of the report. */
export const measurements: readonly Measurement[] = [
  coldStart,
  firstStart,
  idleMemory,
  sequentialPing,
  pipelinedPing,
  ownedGames,
  ...imports,
];

export type { Case, Measurement, Sample } from "./measurement.js";
