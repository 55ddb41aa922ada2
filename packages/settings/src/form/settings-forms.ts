import { Service } from "@galaxy-kit/sdk";
import { Contributions } from "@galaxy-kit/sdk/extend";
import type { Notice } from "../fields/render-form.js";
import { SettingsChecks } from "../live/settings-checks.js";
import { SettingsFiles } from "../live/settings-files.js";
import type { SettingsClass } from "../model/declaration.js";
import type { LocalPage } from "../page/local-page.js";
import type { LoginEnd } from "../page/login-end.js";
import { NOTICES } from "./notice-point.js";
import type { SettingsForm } from "./settings-form.js";

/** Shows the forms of settings classes. */
@Service()
export class SettingsForms {
  constructor(
    private readonly files: SettingsFiles,
    private readonly checks: SettingsChecks,
    private readonly contributions: Contributions,
  ) {}

  /** Shows the form of a settings class on a page. */
  async show(target: SettingsClass, page: LocalPage, end?: LoginEnd): Promise<SettingsForm> {
    const { SettingsForm } = await import("./settings-form.js");
    const settings = this.files.of(target);
    return new SettingsForm(page, {
      settings,
      check: (values) => this.checks.tryToRun(settings.declaration, values),
      notices: () => this.#notices(),
      end,
    });
  }

  /** A method that throws has nothing to say. */
  async #notices(): Promise<readonly Notice[]> {
    const methods = this.contributions.to(NOTICES);
    const said = await Promise.all(methods.map((method) => method.run().catch(() => undefined)));
    return said.flatMap((message) => (message === undefined ? [] : [{ message }]));
  }
}
