import { AccessDenied, type Clock, UnknownBackendResponse } from "@galaxy-kit/sdk";
import type { DeviceServer } from "./oauth2-server.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";
import { errorIn, throwIfRefused, type TokenEndpoint } from "./token-endpoint.js";

const GRANT = "urn:ietf:params:oauth:grant-type:device_code";
const DEFAULT_PAUSE_S = 5;
const DEFAULT_LIFE_S = 600;
const MAX_PAUSE_S = 60;

/** What the server says about a code. */
export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly address: string;
  /** How long to wait between two questions, in seconds. */
  readonly pause: number;
  readonly expiresAt: number;
}

interface DeviceCodesParts {
  readonly server: DeviceServer;
  readonly endpoint: TokenEndpoint;
  readonly clock: Clock;
}

/** Requests codes for devices, and waits until the user has entered one (RFC 8628). */
export class DeviceCodes {
  constructor(private readonly parts: DeviceCodesParts) {}

  /** Resolves to a new code. */
  async request(): Promise<DeviceCode> {
    const { endpoint, server, clock } = this.parts;
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
      expiresAt: clock.now() + (Number(expiresIn) || DEFAULT_LIFE_S) * 1000,
    };
  }

  /** Asks until the user has entered the code. Resolves to undefined when it has expired. */
  async waitFor({ deviceCode, pause, expiresAt }: DeviceCode, signal: AbortSignal): Promise<OAuth2Tokens | undefined> {
    const { endpoint, server, clock } = this.parts;
    const grant = { grant_type: GRANT, device_code: deviceCode };
    let seconds = pause;
    // Even a code that has expired is asked for once: a pause before the next one.
    do {
      await clock.sleep(seconds * 1000, signal);
      const answer = await endpoint.ask(server.token, grant, signal).catch(() => undefined);
      const error = answer && errorIn(answer);
      // The server may be down for a moment.
      if (!answer || error === "authorization_pending") continue;
      if (error === "slow_down") seconds += DEFAULT_PAUSE_S;
      else if (error === "expired_token") return undefined;
      else if (error === "access_denied") throw new AccessDenied("The login was declined");
      else return endpoint.read(answer);
    } while (clock.now() < expiresAt);
    return undefined;
  }
}

function isWebAddress(address: unknown): address is string {
  return typeof address === "string" && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
