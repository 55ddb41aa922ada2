import { type Authentication, type Awaitable, type Class, GalaxyClient, LoggedInUser } from "@galaxy-kit/sdk";
import { localUser, recordCompanion, recordRecipe } from "@galaxy-kit/sdk/extend";
import { CheckSettings } from "../declare/check-settings.js";
import { OnSettingsChange } from "../declare/on-settings-change.js";
import { SettingsForms } from "../form/settings-forms.js";
import { SettingsChecks } from "../live/settings-checks.js";
import { SettingsFiles } from "../live/settings-files.js";
import type { SettingsClass } from "../model/declaration.js";
import { LocalPages } from "../page/local-pages.js";
import { SettingsLogin } from "./settings-login.js";

/** Options of {@link FormLogin}. */
export interface FormLoginOptions<Settings extends object, Plugin extends object = object> {
  /**
   * Returns who is logged in; by default, the user of this computer. Gets the instance of the plugin class, too, which can have a
   * backend injected. It is called at each login, and with what the user wants to save: what does not work is not saved. Throw
   * `InvalidCredentials` to show the form, with the message of the error. May take 20 seconds.
   */
  readonly user?: (settings: Settings, plugin: Plugin) => Awaitable<Authentication>;
  /**
   * `"when needed"`, the default, shows the form if a field has to be filled in or a check fails; `"on connect"` also each time the user
   * clicks Connect.
   */
  readonly show?: "when needed" | "on connect";
  /** The page on the web at which the login window of GALAXY 2.1 ends. It has to load; `https://www.gog.com/galaxy` by default. */
  readonly endPage?: `https://${string}`;
  /** The size of the login window in pixels; 640 × 760 by default. */
  readonly window?: { readonly width: number; readonly height: number };
}

/**
 * Makes a form with settings the login. On the plugin class, in place of `@Authenticate()` and `@PassLoginCredentials()`.
 *
 * If every field that is not optional is filled in and the checks find nothing, the user is logged in without a window.
 *
 * @example
 * ```ts
 * @GalaxyPlugin({ platform: Platform.NintendoSwitch, services: [Roms] })
 * @FormLogin(RetroArchSettings)
 * export class RetroArchPlugin {}
 * ```
 *
 * @param settings - the class with `@Settings()`
 */
export function FormLogin<Settings extends object, Plugin extends object = object>(
  settings: SettingsClass<Settings>,
  options: FormLoginOptions<Settings, Plugin> = {},
): (target: Class<Plugin>) => void {
  const { user = localUser, show = "when needed", endPage, window } = options;
  return (target) => {
    class FormOfSettings extends SettingsLogin<Settings> {
      @CheckSettings(settings)
      override tryOut(next: Settings): Promise<void> {
        return super.tryOut(next);
      }

      @OnSettingsChange(settings)
      override settingsChanged(): Promise<void> {
        return super.settingsChanged();
      }
    }
    recordRecipe(FormOfSettings, {
      inject: [target, settings, SettingsFiles, LocalPages, SettingsForms, SettingsChecks, GalaxyClient, LoggedInUser],
      make: (
        plugin: Plugin,
        current: Settings,
        files: SettingsFiles,
        pages: LocalPages,
        forms: SettingsForms,
        checks: SettingsChecks,
        galaxy: GalaxyClient,
        loggedIn: LoggedInUser,
      ) =>
        new FormOfSettings(current, files.of(settings).declaration, pages, forms, checks, galaxy, loggedIn, {
          user: (values) => user(values, plugin),
          showOnConnect: show === "on connect",
          endPage,
          window,
        }),
    });
    recordCompanion(target, FormOfSettings);
  };
}
