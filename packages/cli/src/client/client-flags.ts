import {
  type Behavior,
  behaviors,
  quickTimings,
  randomSeed,
  type SimulatedClientOptions,
  variedTimings,
} from "@galaxy-kit/simulator";
import { UsageError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";
import type { ClientOptions } from "./options.js";

const names = Object.keys(behaviors["2.1"]) as (keyof Behavior)[];
const states: Readonly<Record<string, boolean>> = { on: true, off: false };

/** How the client behaves, as the options of a command say. */
export type ClientFlags = Pick<SimulatedClientOptions, "behavior" | "showSecrets" | "timings" | "version">;

/**
 * Checks the options before anything is built. Throws `UsageError`. Timings are quick by default.
 *
 * @param print - prints how to repeat the timings, if they were drawn
 */
export function parseClientFlags(options: ClientOptions, print: (line: string) => void): ClientFlags {
  const { client: version, behavior = [], timings, showSecrets } = options;
  return {
    behavior: parseBehavior(behavior),
    timings: timings === "real" ? variedTimings(seedOf(options, print)) : quickTimings,
    showSecrets: showSecrets ?? false,
    ...(version !== undefined && { version }),
  };
}

/** Returns the differences that `--behavior` asks for. Throws `UsageError`. */
export function parseBehavior(texts: readonly string[]): Partial<Behavior> {
  const parsed: { -readonly [Name in keyof Behavior]?: boolean } = {};
  for (const text of texts) {
    const [found = "", state = "on"] = text.split("=");
    const name = names.find((each) => each === found);
    if (name === undefined) {
      const meant = nearest(found, names);
      const hint = meant === undefined ? `The behaviors are ${names.join(", ")}.` : `Did you mean ${meant}?`;
      throw new UsageError(`Unknown behavior '${found}'. ${hint}`);
    }
    const isOn = states[state];
    if (isOn === undefined) throw new UsageError(`--behavior ${name} must be on or off, but found '${state}'.`);
    parsed[name] = isOn;
  }
  return parsed;
}

/**
 * Returns the seed of the timings. Throws `UsageError`.
 *
 * @param print - prints a seed that was drawn
 */
export function seedOf({ seed }: Pick<ClientOptions, "seed">, print: (line: string) => void): number {
  if (seed !== undefined) {
    if (/^\d{1,9}$/.test(seed)) return Number(seed);
    throw new UsageError(`--seed must be a whole number, but found '${seed}'.`);
  }
  const drawn = randomSeed();
  print(`The waits of the real client vary: --seed ${drawn} repeats these.`);
  return drawn;
}
