import type { Awaitable } from "@galaxy-kit/sdk";
import { contributionPoint } from "@galaxy-kit/sdk/extend";
import type { SettingsClass } from "../model/declaration.js";

/**
 * @param changed - the names of the settings that have changed
 * @param signal - aborted when the integration closes
 */
export type OnSettingsChangeHandler<Settings extends object = object> = (
  changed: readonly (keyof Settings & string)[],
  signal: AbortSignal,
) => Awaitable<void>;

/** Methods with `@OnSettingsChange()`. */
export const CHANGES = contributionPoint<OnSettingsChangeHandler<never>>("settings/changes");

/** The class of settings that a contributed method is about. */
export interface AboutSettings {
  readonly settings: SettingsClass;
}
