import { writeSync } from "node:fs";
import { Service } from "@galaxy-kit/sdk";
import { contributionDecorator, type TaskOptions, TASKS } from "@galaxy-kit/sdk/extend";
import { SettingsFiles } from "../live/settings-files.js";
import { SettingsKeeper } from "../live/settings-keeper.js";
import { LocalPages } from "../page/local-pages.js";
import { SettingsForms } from "./settings-forms.js";

/** With "0", the address is printed but not opened. */
const OPEN_BROWSER = "GALAXY_KIT_OPEN_BROWSER";

/** Shows the form without GALAXY: for `galaxy-kit settings`, and the shortcut next to the settings file. */
@Service()
export class SettingsTask {
  constructor(
    private readonly files: SettingsFiles,
    private readonly keeper: SettingsKeeper,
    private readonly pages: LocalPages,
    private readonly forms: SettingsForms,
  ) {}

  /** Ends when the settings were saved, or when the last window was closed. */
  @contributionDecorator(TASKS, "the task --settings", { task: "settings" } satisfies TaskOptions)
  async show(signal: AbortSignal): Promise<void> {
    await this.keeper.open();
    for (const settings of this.files.all) {
      const page = await this.pages.open();
      const form = await this.forms.show(settings.declaration.target, page);
      const ended = new Promise<string>((resolve) => {
        form.onSaved(() => resolve(`Saved in ${settings.path}`));
        page.onLeft(() => resolve("The window was closed; nothing was saved."));
        signal.addEventListener("abort", () => resolve("Nothing was saved."), { once: true });
      });
      print(`Settings of ${settings.declaration.options.title}: ${page.url}`);
      if (process.env[OPEN_BROWSER] !== "0") void page.openInBrowser().catch(() => undefined);
      print(await ended);
      await page.close();
    }
  }
}

/** What a task prints is not part of the log. */
function print(line: string): void {
  writeSync(1, `${line}\n`);
}
