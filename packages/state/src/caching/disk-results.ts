import { LoggedInUser, Logger, type Token, token } from "@galaxy-kit/sdk";
import { recordMistake, type Target } from "@galaxy-kit/sdk/extend";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { mistakesIn } from "../stores/persisted-mistakes.js";
import { storeToken } from "../stores/persisted.js";
import type { Store } from "../stores/store.js";
import type { CacheLimits } from "./cache-limits.js";

/** A result as it is stored. */
export interface StoredResult {
  readonly at: number;
  /** Whose it is. */
  readonly user: string;
  readonly revision?: string | number | undefined;
  readonly value: unknown;
}

interface Options {
  readonly name: string;
  readonly schema: StandardSchemaV1;
  readonly version?: number;
}

/** Results of a method that outlive the run. */
export class DiskResults {
  #isWarned = false;

  constructor(
    private readonly store: Store<StoredResult>,
    private readonly user: LoggedInUser,
    private readonly log: Logger,
  ) {}

  /** Returns a result, unless it is that of another account. */
  get(key: string): StoredResult | undefined {
    const found = this.store.get(key);
    return found?.user === this.user.id ? found : undefined;
  }

  /** Whose results they are now; undefined before the login. */
  get owner(): string | undefined {
    return this.user.id;
  }

  /**
   * Stores a result. One that cannot be stored is not an error for the caller, who has it.
   *
   * @param user - who was logged in when it was requested; a result requested for another user, or none, is not stored
   */
  set(key: string, result: Omit<StoredResult, "user">, user: string | undefined): void {
    if (user === undefined || user !== this.owner) return;
    try {
      this.store.set(key, { ...result, user });
    } catch (error) {
      if (!this.#isWarned) this.log.warn("A result of @Cached() is kept in memory only", { error });
      this.#isWarned = true;
    }
  }

  delete(key: string): void {
    this.store.delete(key);
  }

  clear(): void {
    this.store.clear();
  }
}

/** Returns what injects the results of one method. Mistakes in the options are recorded. */
export function diskToken(
  owner: Target,
  { name, schema, version = 1 }: Options,
  limits: CacheLimits,
): Token<DiskResults> {
  const { maxEntries } = limits;
  const ttlMs = (): number => limits.ttlMs + limits.staleMs;
  for (const mistake of mistakesIn(name, { schema, version })) {
    recordMistake(owner, { ...mistake, decorator: "@Cached({ onDisk })" });
  }
  const stored = { where: "disk", schema: resultSchema(schema), version, maxEntries, ttlMs } as const;
  return token<DiskResults>(`the cache ${JSON.stringify(name)}`, {
    inject: [storeToken<StoredResult>(name, stored), LoggedInUser, Logger],
    make: (store: Store<StoredResult>, user: LoggedInUser, log: Logger) => new DiskResults(store, user, log),
  });
}

/** Describes a stored result, with a value that the author describes. */
function resultSchema(schema: StandardSchemaV1): StandardSchemaV1<unknown, StoredResult> {
  const inValue = (issue: StandardSchemaV1.Issue): StandardSchemaV1.Issue => ({
    ...issue,
    path: ["value", ...(issue.path ?? [])],
  });
  const validate = (stored: unknown): StandardSchemaV1.Result<StoredResult> => {
    if (!isResult(stored)) return { issues: [{ message: "it is not the result of a call" }] };
    const checked = schema["~standard"].validate(stored.value);
    if ("then" in checked) {
      void Promise.resolve(checked).catch(() => undefined);
      return { issues: [{ message: "the schema is asynchronous" }] };
    }
    return checked.issues ? { issues: checked.issues.map(inValue) } : { value: { ...stored, value: checked.value } };
  };
  return { "~standard": { version: 1, vendor: "galaxy-kit", validate } };
}

function isResult(stored: unknown): stored is StoredResult {
  if (typeof stored !== "object" || stored === null) return false;
  const { at, user } = stored as Partial<StoredResult>;
  return typeof at === "number" && typeof user === "string" && "value" in stored;
}
