import { Service } from "@galaxy-kit/sdk";
import { SettingsChecks } from "../live/settings-checks.js";
import { SettingsFiles } from "../live/settings-files.js";
import type { SettingsClass } from "../model/declaration.js";
import type { LocalPage } from "../page/local-page.js";
import type { LoginEnd } from "../page/login-end.js";
import type { SettingsForm } from "./settings-form.js";

/** Shows the forms of settings classes. */
@Service()
export class SettingsForms {
  constructor(
    private readonly files: SettingsFiles,
    private readonly checks: SettingsChecks,
  ) {}

  /** Shows the form of a settings class on a page. */
  async show(target: SettingsClass, page: LocalPage, end?: LoginEnd): Promise<SettingsForm> {
    const { SettingsForm } = await import("./settings-form.js");
    const settings = this.files.of(target);
    return new SettingsForm(page, {
      settings,
      check: (values) => this.checks.problems(settings.declaration, values),
      end,
    });
  }
}
