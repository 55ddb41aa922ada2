import {
  type AnyHandler,
  contributionDecorator,
  type HandlerDecorator,
  type InstanceSide,
  recordCompanion,
} from "@galaxy-kit/sdk/extend";
import type { AboutSettings } from "../live/change-point.js";
import { CHECKS, type CheckSettingsHandler } from "../live/check-point.js";
import { recordCheck, type SettingsClass } from "../model/declaration.js";

/** Accepts a method of the settings class itself that takes an instance of it. */
export type OwnCheckDecorator = <Settings extends InstanceSide, Method extends CheckSettingsHandler<Settings>>(
  target: Settings,
  method: string,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

/**
 * Checks the settings together before they are saved. On a method of the settings class itself, for what needs nothing injected.
 *
 * @example
 * ```ts
 * @CheckSettings()
 * check({ user, apiKey }: ItchSettings) {
 *   return user !== "" && apiKey === "" ? [{ field: "apiKey" as const, message: "is needed, too" }] : [];
 * }
 * ```
 */
export function CheckSettings(): OwnCheckDecorator;
/**
 * Checks the settings together before they are saved, for example by asking the backend: on a method of a service. May take 20 seconds.
 * If it throws, nothing is saved, and the page says why.
 *
 * With `@FormLogin()`, it also runs at each login: throw `InvalidCredentials`, or return problems, to show the form.
 *
 * @example
 * ```ts
 * @CheckSettings(ItchSettings)
 * async check({ apiKey }: ItchSettings, signal: AbortSignal) {
 *   if (await this.api.isValid(apiKey, signal)) return [];
 *   return [{ field: "apiKey" as const, message: "itch.io does not know this key" }];
 * }
 * ```
 */
export function CheckSettings<Settings extends object>(
  settings: SettingsClass<Settings>,
): HandlerDecorator<CheckSettingsHandler<Settings>>;
export function CheckSettings(settings?: SettingsClass): HandlerDecorator<AnyHandler> {
  return (target, method, descriptor) => {
    if (!settings) {
      recordCheck(target, method);
      return;
    }
    recordCompanion(target.constructor as SettingsClass, settings);
    const about: AboutSettings = { settings };
    contributionDecorator(CHECKS, `@CheckSettings(${settings.name})`, about)(target, method, descriptor as never);
  };
}
