import {
  contributionDecorator,
  type HandlerDecorator,
  type InstanceSide,
  recordCompanion,
} from "@galaxy-kit/sdk/extend";
import { type AboutSettings, CHANGES, type OnSettingsChangeHandler } from "../live/change-point.js";
import type { SettingsClass } from "../model/declaration.js";

/**
 * Called when settings have changed, on the page or in the file, with their names. The instance that is injected has the new values
 * already.
 *
 * Calls do not overlap: what changes during one is passed to the next. Errors are logged.
 *
 * @example
 * ```ts
 * @OnSettingsChange(RetroArchSettings)
 * rescan(changed: readonly (keyof RetroArchSettings)[]) { … }
 * ```
 *
 * @param settings - the class with `@Settings()`
 */
export function OnSettingsChange<Settings extends object>(
  settings: SettingsClass<Settings>,
): HandlerDecorator<OnSettingsChangeHandler<Settings>> {
  const about: AboutSettings = { settings };
  const record = contributionDecorator(CHANGES, `@OnSettingsChange(${settings.name})`, about);
  return (target: InstanceSide, method, descriptor) => {
    recordCompanion(target.constructor as SettingsClass, settings);
    record(target, method, descriptor as never);
  };
}
