import type { Awaitable } from "@galaxy-kit/sdk";
import { contributionPoint } from "@galaxy-kit/sdk/extend";

/** Something that is wrong with what the user wants to save. */
export interface SettingsProblem<Settings extends object = object> {
  /** The field to show it at; without one, it is about all of them. */
  readonly field?: keyof Settings & string;
  /** What the user reads, such as "The server does not know this key". */
  readonly message: string;
}

/** A value that takes the place of what the user has entered, such as an id instead of the address of a profile. */
export type SettingsCorrection<Settings extends object = object> = {
  readonly [Field in keyof Settings & string]: { readonly field: Field; readonly value: Settings[Field] };
}[keyof Settings & string];

/** What a check finds: problems, and values that are better than those entered. */
export type SettingsFinding<Settings extends object = object> =
  | SettingsProblem<Settings>
  | SettingsCorrection<Settings>;

/**
 * @param next - what the user wants to save
 * @param signal - aborted after 20 seconds, and when the integration closes
 * @returns what is wrong with it, and what to save instead of something; nothing or an empty list if it can be saved as it is
 */
export type CheckSettingsHandler<Settings extends object> = (
  next: Settings,
  signal: AbortSignal,
) => Awaitable<readonly SettingsFinding<Settings>[] | void>;

/** Methods of services with `@CheckSettings()`. The framework appends its own signal, which ends with the integration. */
export const CHECKS =
  contributionPoint<
    (next: never, limit: AbortSignal, signal: AbortSignal) => Awaitable<readonly SettingsFinding[] | void>
  >("settings/checks");
