import type { StandardSchemaV1 } from "@standard-schema/spec";
import { lossIn } from "../json/lossless.js";
import { InvalidValueError } from "./errors.js";

/** Turns a value of one version into one of the next. */
export type Migration = (value: unknown) => unknown;

/** What an entry turned out to be. */
export type Read<T> =
  | { readonly kind: "value"; readonly value: T; readonly at: number; readonly isMigrated: boolean }
  | { readonly kind: "future" }
  | { readonly kind: "damaged"; readonly reason: string };

/** An entry as it is stored. */
interface Entry {
  /** The version of the schema. */
  readonly v: number;
  /** When it was set. */
  readonly t: number;
  /** The value. */
  readonly d: unknown;
}

/** Turns entries into texts and back. */
export class EntryFormat<T> {
  constructor(
    private readonly schema: StandardSchemaV1<unknown, T>,
    private readonly version: number,
    private readonly migrate: Readonly<Record<number, Migration | undefined>>,
  ) {}

  /**
   * Returns the text of a value, and the value as it will be read.
   *
   * @param subject - names the value in errors
   * @throws InvalidValueError
   */
  write(value: T, at: number, subject: string): { readonly text: string; readonly value: T } {
    const loss = lossIn(value);
    if (loss !== undefined) throw new InvalidValueError(`${subject} would not survive as JSON: ${loss}.`);
    const json = JSON.stringify(value);
    const checked = this.#check(JSON.parse(json), subject);
    return { text: `{"v":${this.version},"t":${at},"d":${json}}`, value: checked };
  }

  read(text: string): Read<T> {
    const entry = parse(text);
    if (!entry) return { kind: "damaged", reason: "it is not an entry" };
    if (entry.v > this.version) return { kind: "future" };
    try {
      return {
        kind: "value",
        value: this.#check(this.#migrated(entry), "It"),
        at: entry.t,
        isMigrated: entry.v !== this.version,
      };
    } catch (error) {
      return { kind: "damaged", reason: error instanceof Error ? error.message : "its migration threw" };
    }
  }

  #migrated({ v, d }: Entry): unknown {
    let value = d;
    for (let version = v; version < this.version; version++) {
      const migration = this.migrate[version];
      if (!migration) throw new TypeError(`nothing migrates version ${version}`);
      value = migration(value);
    }
    return value;
  }

  #check(value: unknown, subject: string): T {
    const result = this.schema["~standard"].validate(value);
    if ("then" in result) {
      // Nothing needs its outcome.
      void Promise.resolve(result).catch(() => undefined);
      throw new InvalidValueError(`${subject} has an asynchronous schema. A store needs one that checks at once.`);
    }
    if (!result.issues) return result.value;
    throw new InvalidValueError(`${subject} does not fit its schema: ${result.issues.map(describe).join("; ")}`);
  }
}

/** Returns undefined for what is not an entry. The parser's own message would quote the text, which may be secret. */
function parse(text: string): Entry | undefined {
  try {
    const { v, t, d } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return Number.isInteger(v) && typeof t === "number" && d !== undefined ? { v: v as number, t, d } : undefined;
  } catch {
    return undefined;
  }
}

function describe({ path = [], message }: StandardSchemaV1.Issue): string {
  const where = path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
  return where === "" ? message : `${where}: ${message}`;
}
