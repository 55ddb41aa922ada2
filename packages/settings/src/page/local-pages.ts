import { Clock, Lifetime, Secrets, Service } from "@galaxy-kit/sdk";
import type { LocalPage } from "./local-page.js";
import { SystemBrowser } from "./system-browser.js";

/** Serves pages to this computer. */
@Service()
export class LocalPages {
  constructor(
    private readonly browser: SystemBrowser,
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly secrets: Secrets,
  ) {}

  /** Serves a page without content until it or the integration is closed. Its address does not appear in the log. */
  async open(): Promise<LocalPage> {
    // Loaded only now, with the HTTP server: most runs of an integration show no page.
    const { LocalPage } = await import("./local-page.js");
    const { browser, clock, lifetime, secrets } = this;
    const page = await LocalPage.open({ browser, clock, signal: lifetime.signal });
    secrets.add(page.token);
    lifetime.onShutdown(() => page.close());
    return page;
  }
}
