import type { Awaitable } from "@galaxy-kit/sdk";
import { contributionPoint } from "@galaxy-kit/sdk/extend";

/** Something that is wrong with what the user wants to save. */
export interface SettingsProblem<Settings extends object = object> {
  /** The field to show it at; without one, it is about all of them. */
  readonly field?: keyof Settings & string;
  /** What the user reads, such as "The server does not know this key". */
  readonly message: string;
}

/**
 * @param next - what the user wants to save
 * @param signal - aborted after 20 seconds, and when the integration closes
 * @returns what is wrong with it; nothing or an empty list if it can be saved
 */
export type CheckSettingsHandler<Settings extends object> = (
  next: Settings,
  signal: AbortSignal,
) => Awaitable<readonly SettingsProblem<Settings>[] | void>;

/** Methods of services with `@CheckSettings()`. The framework appends its own signal, which ends with the integration. */
export const CHECKS =
  contributionPoint<
    (next: never, limit: AbortSignal, signal: AbortSignal) => Awaitable<readonly SettingsProblem[] | void>
  >("settings/checks");
