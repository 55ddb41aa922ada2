import type { JsonObject } from "@galaxy-kit/protocol";
import { z } from "zod";
import { type Behavior, behaviors, type ClientVersion } from "../../behavior.js";
import { quickTimings, type Timings } from "../../timings.js";

export const positive = z.number().min(1);
export const notNegative = z.number().min(0);

/** Any JSON object. */
export const anyObject = z.record(z.string(), z.unknown()) as unknown as z.ZodType<JsonObject>;

const timing = notNegative.exactOptional();
const timings = z.strictObject(
  Object.fromEntries(Object.keys(quickTimings).map((name) => [name, timing])) as Record<keyof Timings, typeof timing>,
);

const differs = z.boolean().exactOptional();
const behavior = z.strictObject(
  Object.fromEntries(Object.keys(behaviors["2.0"]).map((name) => [name, differs])) as Record<
    keyof Behavior,
    typeof differs
  >,
);

/** How a scenario starts a client. */
export const clientSettings = z.strictObject({
  version: z.enum(Object.keys(behaviors) as [ClientVersion, ...ClientVersion[]]).exactOptional(),
  behavior: behavior.exactOptional(),
  pace: z.enum(["quick", "real"]).exactOptional(),
  seed: z.number().exactOptional(),
  timings: timings.exactOptional(),
  handshakeOnly: z.boolean().exactOptional(),
  readAtMost: notNegative.exactOptional(),
  writeInPiecesOf: positive.exactOptional(),
  stored: z.strictObject({ credentials: anyObject.exactOptional(), cache: anyObject.exactOptional() }).exactOptional(),
});
