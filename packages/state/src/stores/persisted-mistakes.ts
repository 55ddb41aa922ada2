import type { Duration } from "@galaxy-kit/sdk";
import { type Mistake, toAgeMs } from "@galaxy-kit/sdk/extend";
import type { StandardSchemaV1 } from "@standard-schema/spec";

interface Options {
  readonly schema: unknown;
  readonly version?: number;
  readonly migrate?: Readonly<Record<number, unknown>>;
  readonly ttl?: Duration;
  readonly maxEntries?: number;
}

/** Values with which a schema may show that it is asynchronous. */
const SAMPLES: readonly unknown[] = [undefined, null, "", 0, false, {}, []];

/** Returns what the compiler cannot see about the options of a store. */
export function mistakesIn(name: string, options: Options): readonly Mistake[] {
  const decorator = `@Persisted(${JSON.stringify(name)})`;
  const { version = 1, migrate = {}, ttl, maxEntries } = options;
  const found: [message: string | undefined, remedy: string][] = [
    [
      /^[\w.-]+$/.test(name) ? undefined : "the name is part of file names, which cannot have all of its characters",
      'Use letters, digits, -, _ and ., such as @Persisted("offers", …).',
    ],
    [
      schemaMistake(options.schema),
      "Pass a synchronous Standard Schema, such as z.object({ … }) of zod without async refinements.",
    ],
    [
      Number.isInteger(version) && version >= 1
        ? undefined
        : `version must be a positive integer, but found ${version}`,
      "Use 1, 2, 3 …",
    ],
    [
      migrationMistake(version, migrate),
      "Write one migration for each older version: { version: 3, migrate: { 1: …, 2: … } }.",
    ],
    [ttl === undefined ? undefined : reasonOf(() => toAgeMs(ttl)), 'Use a duration such as { ttl: "7d" }.'],
    [
      maxEntries === undefined || (Number.isInteger(maxEntries) && maxEntries >= 1)
        ? undefined
        : `maxEntries must be a positive integer, but found ${maxEntries}`,
      "Use a positive integer, such as { maxEntries: 5_000 }.",
    ],
  ];
  return found.flatMap(([message, remedy]) => (message === undefined ? [] : [{ decorator, message, remedy }]));
}

function schemaMistake(schema: unknown): string | undefined {
  const validate = (schema as Partial<StandardSchemaV1> | undefined)?.["~standard"]?.validate;
  if (typeof validate !== "function") return "schema is not a Standard Schema";
  return SAMPLES.some((sample) => isAsync(validate, sample)) ? "the schema is asynchronous" : undefined;
}

function isAsync(validate: StandardSchemaV1.Props["validate"], sample: unknown): boolean {
  try {
    const result = validate(sample);
    if (!("then" in result)) return false;
    void Promise.resolve(result).catch(() => undefined);
    return true;
  } catch {
    // An author's refinement may expect what the type promises.
    return false;
  }
}

function migrationMistake(version: number, migrate: Readonly<Record<number, unknown>>): string | undefined {
  const steps = Object.keys(migrate).map(Number);
  // A store of version 2 without any migration starts again from nothing.
  if (steps.length === 0) return undefined;
  const oldest = Math.min(...steps);
  for (let step = oldest; step < version; step++) {
    if (typeof migrate[step] !== "function")
      return `migrate has a step for version ${oldest}, but none for version ${step}`;
  }
  const needless = steps.find((step) => step >= version || !Number.isInteger(step));
  return needless === undefined
    ? undefined
    : `migrate has a step for version ${needless}, but the version is ${version}`;
}

function reasonOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
