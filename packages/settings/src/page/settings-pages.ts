import { Clock, Lifetime, Secrets, Service } from "@galaxy-kit/sdk";
import { SettingsChecks } from "../live/settings-checks.js";
import { SettingsFiles } from "../live/settings-files.js";
import type { SettingsClass } from "../model/declaration.js";
import type { FormPage } from "./form-page.js";
import { SystemBrowser } from "./open-address.js";

/** Opens form pages. */
@Service()
export class SettingsPages {
  constructor(
    private readonly files: SettingsFiles,
    private readonly checks: SettingsChecks,
    private readonly browser: SystemBrowser,
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly secrets: Secrets,
  ) {}

  /**
   * Serves the form of a settings class until the page or the integration is closed.
   *
   * @param endPage - the page on the web at which a login ends
   */
  async open(target: SettingsClass, endPage?: string): Promise<FormPage> {
    const settings = this.files.of(target);
    // Loaded only now, with the HTTP server: most runs of an integration show no form.
    const { FormPage } = await import("./form-page.js");
    const page = await FormPage.open({
      settings,
      endPage,
      clock: this.clock,
      signal: this.lifetime.signal,
      check: (values) => this.checks.problems(settings.declaration, values),
      openInBrowser: (url) => this.browser.open(url),
    });
    this.secrets.add(page.token);
    this.lifetime.onShutdown(() => page.close());
    return page;
  }
}
