import { type Html, html, LoginEnd, type LocalPage, renderDocument, serveSteps } from "@galaxy-kit/settings/extend";
import { LoginPage, type WindowOptions } from "../login/login-page.js";
import type { LoginAttempt, OpenedLogin } from "../login/login-strategy.js";
import { whenOver } from "../login/when-over.js";
import { type DeviceCode, DeviceCodes } from "./device-codes.js";
import type { OAuth2Parts } from "./oauth2-parts.js";
import type { DeviceServer } from "./oauth2-server.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";
import type { TokenEndpoint } from "./token-endpoint.js";

const EXPIRED = html`<p role="status">The code has expired.</p>
  <form method="post" action="code"><button>Show a new code</button></form>`;

/** What a login with a code for any device needs. */
export interface DeviceLoginContext {
  readonly server: DeviceServer;
  readonly options: WindowOptions & { readonly endPage?: `https://${string}` };
  readonly endpoint: TokenEndpoint;
  readonly parts: OAuth2Parts;
}

/** Shows a short code, which the user enters on a page of the server, and asks until that has happened. */
export async function beginDeviceLogin(
  { server, options, endpoint, parts }: DeviceLoginContext,
  attempt: LoginAttempt<OAuth2Tokens>,
): Promise<OpenedLogin> {
  const { title = "Log in", window, endPage } = options;
  const codes = new DeviceCodes({ server, endpoint, clock: parts.clock });
  const code = await codes.request();
  const page = await parts.pages.open();
  whenOver(attempt, () => void page.close());
  const end = new LoginEnd(page, { windowTitle: title, done: "You are logged in", endPage, window });
  new DevicePage({ title, page, end, codes, attempt, background: parts.background }).use(code);
  return { page: new LoginPage(end.openWindow(), undefined), ended: () => undefined };
}

interface DevicePageParts {
  readonly title: string;
  readonly page: LocalPage;
  readonly end: LoginEnd;
  readonly codes: DeviceCodes;
  readonly attempt: LoginAttempt<OAuth2Tokens>;
  readonly background: OAuth2Parts["background"];
}

/** The page with the code. */
class DevicePage {
  #renewed: Promise<void> | undefined;

  constructor(private readonly parts: DevicePageParts) {
    parts.page.onPost("code", async (visit) => {
      await this.#renew();
      visit.redirect("./");
    });
  }

  /** Shows a code, and logs in when the user has entered it. */
  use(code: DeviceCode): void {
    const { page, attempt, background } = this.parts;
    this.#show(
      html`${serveSteps(page, [{ text: "Open this page in your browser.", open: code.address }])}
        <p>Enter this code there:</p>
        <p><strong>${code.userCode}</strong></p>
        <p>This window closes by itself once you have logged in.</p>`,
    );
    background.run("DeviceLogin", async (closing) => {
      const signal = AbortSignal.any([attempt.signal, closing]);
      try {
        await this.#finish(code, signal);
      } catch (error) {
        if (!signal.aborted)
          page.announce({ message: `${(error as Error).message}. Close this window, and click Retry.` });
      }
    });
  }

  /** Shows a new code. A double click requests one. */
  async #renew(): Promise<void> {
    this.#renewed ??= this.parts.codes
      .request()
      .then((code) => {
        this.use(code);
      })
      .finally(() => (this.#renewed = undefined));
    await this.#renewed;
  }

  async #finish(code: DeviceCode, signal: AbortSignal): Promise<void> {
    const { page, end, codes, attempt } = this.parts;
    const tokens = await codes.waitFor(code, signal);
    if (tokens) {
      await attempt.submit(tokens);
      end.reach();
    } else {
      // The user may have left the window, so the next code is requested only on a click.
      this.#show(EXPIRED);
      page.announce({ goTo: "./" });
    }
  }

  #show(content: Html): void {
    const { page, title } = this.parts;
    page.onGet("", (visit) => visit.show(renderDocument(title, content, { page })));
  }
}
