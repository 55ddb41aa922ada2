import { BackendTimeout, Clock, GalaxyError, InvalidCredentials, Lifetime, Logger, Service } from "@galaxy-kit/sdk";
import { Contributions } from "@galaxy-kit/sdk/extend";
import type { Declaration, Values } from "../model/declaration.js";
import type { AboutSettings } from "./change-point.js";
import { CHECKS, type CheckSettingsHandler, type SettingsFinding, type SettingsProblem } from "./check-point.js";

const MAX_CHECK_MS = 20_000;

/** What all checks have found together. */
export interface CheckResult {
  readonly problems: readonly SettingsProblem[];
  /** What to save instead of what was entered. */
  readonly corrections: Values;
}

/** The checks that authors have written. */
@Service()
export class SettingsChecks {
  constructor(
    private readonly contributions: Contributions,
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
  ) {}

  /**
   * Runs all checks of a settings class, for 20 seconds at most.
   *
   * @throws what a check throws, and `BackendTimeout` if they take too long
   */
  async run(declaration: Declaration, values: Values): Promise<CheckResult> {
    const limit = new AbortController();
    const signal = AbortSignal.any([limit.signal, this.lifetime.signal]);
    const next = declaration.instanceWith(values);
    // Asynchronous, so that one that throws at once does not keep the others from being called.
    const own = declaration.checks.map(async (method) => await callOwn(next, method, signal));
    const ofServices = this.contributions
      .to(CHECKS)
      .filter(({ options }) => (options as AboutSettings).settings === declaration.target)
      .map((check) => check.run(next as never, signal));
    const all = Promise.all([...own, ...ofServices]).then((found) =>
      resultOf(found.flatMap((findings: Found): readonly SettingsFinding[] => findings ?? [])),
    );
    all.catch(() => undefined);
    const inTime = new AbortController();
    try {
      return await Promise.race([all, this.#timeout(inTime.signal)]);
    } finally {
      inTime.abort();
      limit.abort();
    }
  }

  /** The same, with what was thrown as a problem that the user can read. */
  async tryToRun(declaration: Declaration, values: Values): Promise<CheckResult> {
    try {
      return await this.run(declaration, values);
    } catch (error) {
      if (InvalidCredentials.is(error)) return { problems: [problemIn(error)], corrections: {} };
      this.log.warn(`The check of ${declaration.name} failed`, { error });
      const reason = GalaxyError.isGalaxyError(error) ? error.message : "see the log";
      return { problems: [{ message: `The settings could not be checked: ${reason}` }], corrections: {} };
    }
  }

  async #timeout(signal: AbortSignal): Promise<never> {
    await this.clock.sleep(MAX_CHECK_MS, signal);
    throw new BackendTimeout(`no answer within ${MAX_CHECK_MS / 1000} seconds`);
  }
}

/** Returns what the user reads about credentials that were refused: at a field, if the error names one. */
export function problemIn({ message, data }: GalaxyError): SettingsProblem {
  const { field } = data;
  return { message, ...(typeof field === "string" && { field: field as never }) };
}

function resultOf(findings: readonly SettingsFinding[]): CheckResult {
  const corrections = findings.filter((finding): finding is never => "value" in finding) as readonly {
    readonly field: string;
    readonly value: Values[string];
  }[];
  return {
    problems: findings.filter((finding) => !("value" in finding)),
    corrections: Object.fromEntries(corrections.map(({ field, value }) => [field, value])),
  };
}

type Found = Awaited<ReturnType<CheckSettingsHandler<object>>>;

async function callOwn(settings: object, method: PropertyKey, signal: AbortSignal): Promise<Found> {
  const check = (settings as Partial<Record<PropertyKey, unknown>>)[method] as CheckSettingsHandler<object>;
  return await check.call(settings, settings, signal);
}
