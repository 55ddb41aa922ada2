import { AccessDenied, UnknownBackendResponse } from "@galaxy-kit/sdk";
import { type Html, html, LoginEnd, renderDocument, serveSteps } from "@galaxy-kit/settings/extend";
import { LoginPage, type WindowOptions } from "../login/login-page.js";
import type { LoginAttempt, OpenedLogin } from "../login/login-strategy.js";
import { whenOver } from "../login/when-over.js";
import type { OAuth2Parts } from "./oauth2-parts.js";
import type { DeviceServer } from "./oauth2-server.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";
import { errorIn, throwIfRefused, type TokenEndpoint } from "./token-endpoint.js";

const GRANT = "urn:ietf:params:oauth:grant-type:device_code";
const DEFAULT_PAUSE_S = 5;
const DEFAULT_LIFE_S = 600;
const MAX_PAUSE_S = 60;

const EXPIRED = html`<p role="status">The code has expired.</p>
  <form method="post" action="code"><button>Show a new code</button></form>`;

/** What a login with a code for any device needs. */
export interface DeviceLoginContext {
  readonly server: DeviceServer;
  readonly options: WindowOptions & { readonly endPage?: `https://${string}` };
  readonly endpoint: TokenEndpoint;
  readonly parts: OAuth2Parts;
}

/** What the server says about a code. */
interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly address: string;
  /** How long to wait between two questions, in seconds. */
  readonly pause: number;
  readonly expiresAt: number;
}

/** Shows a short code, which the user enters on a page of the server, and asks until that has happened. */
export class DeviceLogin {
  constructor(private readonly context: DeviceLoginContext) {}

  async begin(attempt: LoginAttempt<OAuth2Tokens>): Promise<OpenedLogin> {
    const { options, parts } = this.context;
    const { title = "Log in", window, endPage } = options;
    const code = await this.#requestCode();
    const page = await parts.pages.open();
    whenOver(attempt, () => void page.close());
    const end = new LoginEnd(page, { windowTitle: title, done: "You are logged in", endPage, window });
    const show = (content: Html): void => {
      page.onGet("", (visit) => visit.show(renderDocument(title, content, { page })));
    };
    const useCode = (current: DeviceCode): void => {
      show(
        html`${serveSteps(page, [{ text: "Open this page in your browser.", open: current.address }])}
          <p>Enter this code there:</p>
          <p><strong>${current.userCode}</strong></p>
          <p>This window closes by itself once you have logged in.</p>`,
      );
      parts.background.run("DeviceLogin", async (closing) => {
        const signal = AbortSignal.any([attempt.signal, closing]);
        try {
          const tokens = await this.#waitFor(current, signal);
          if (tokens) {
            await attempt.submit(tokens);
            end.reach();
          } else {
            // The user may have left the window, so the next code is requested only on a click.
            show(EXPIRED);
            page.announce({ goTo: "./" });
          }
        } catch (error) {
          if (!signal.aborted)
            page.announce({ message: `${(error as Error).message}. Close this window, and click Retry.` });
        }
      });
    };
    let renewed: Promise<void> | undefined;
    page.onPost("code", async (visit) => {
      // A double click requests one code.
      renewed ??= this.#requestCode()
        .then(useCode)
        .finally(() => (renewed = undefined));
      await renewed;
      visit.redirect("./");
    });
    useCode(code);
    return { page: new LoginPage(end.openWindow(), undefined), ended: () => undefined };
  }

  async #requestCode(): Promise<DeviceCode> {
    const { endpoint, server, parts } = this.context;
    const { scopes = [] } = server;
    const answer = await endpoint.ask(server.device, scopes.length > 0 ? { scope: scopes.join(" ") } : {});
    throwIfRefused(answer, server.device);
    const { device_code: deviceCode, user_code: userCode, interval, expires_in: expiresIn } = answer;
    const address = answer["verification_uri_complete"] ?? answer["verification_uri"];
    // The address is opened: a file would be run.
    if (typeof deviceCode !== "string" || typeof userCode !== "string" || !isWebAddress(address))
      throw new UnknownBackendResponse(`${new URL(server.device).host} returned no device code`);
    return {
      deviceCode,
      userCode,
      address,
      pause: Number(interval) > 0 ? Math.min(Math.max(1, Number(interval)), MAX_PAUSE_S) : DEFAULT_PAUSE_S,
      expiresAt: parts.clock.now() + (Number(expiresIn) || DEFAULT_LIFE_S) * 1000,
    };
  }

  /** Resolves to undefined when the code has expired. */
  async #waitFor({ deviceCode, pause, expiresAt }: DeviceCode, signal: AbortSignal): Promise<OAuth2Tokens | undefined> {
    const { endpoint, server, parts } = this.context;
    const grant = { grant_type: GRANT, device_code: deviceCode };
    let seconds = pause;
    // Even a code that has expired is asked for once: a pause before the next one.
    do {
      await parts.clock.sleep(seconds * 1000, signal);
      const answer = await endpoint.ask(server.token, grant, signal).catch(() => undefined);
      const error = answer && errorIn(answer);
      // The server may be down for a moment.
      if (!answer || error === "authorization_pending") continue;
      if (error === "slow_down") seconds += DEFAULT_PAUSE_S;
      else if (error === "expired_token") return undefined;
      else if (error === "access_denied") throw new AccessDenied("The login was declined");
      else return endpoint.read(answer);
    } while (parts.clock.now() < expiresAt);
    return undefined;
  }
}

function isWebAddress(address: unknown): address is string {
  return typeof address === "string" && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
