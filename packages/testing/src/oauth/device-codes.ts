import { randomBytes } from "node:crypto";
import type { Clock } from "@galaxy-kit/sdk";
import type { IssuedTokens, OAuthUser } from "./issued-tokens.js";

const DEVICE_MS = 600_000;
const INTERVAL_S = 5;

interface Device {
  readonly userCode: string;
  readonly expiresAt: number;
  decision: "approved" | "denied" | undefined;
}

/** The codes for devices (RFC 8628), and what users decide about them. */
export class DeviceCodes {
  readonly #devices = new Map<string, Device>();

  constructor(
    private readonly clock: Clock,
    private readonly tokens: IssuedTokens,
  ) {}

  /** Returns the response of the endpoint for devices. */
  issue(verificationUri: string): object {
    const device = randomBytes(16).toString("hex");
    const userCode = `TEST-${1000 + this.#devices.size}`;
    this.#devices.set(device, { userCode, expiresAt: this.clock.now() + DEVICE_MS, decision: undefined });
    return {
      device_code: device,
      user_code: userCode,
      verification_uri: verificationUri,
      expires_in: DEVICE_MS / 1000,
      interval: INTERVAL_S,
    };
  }

  /** @param userCode - by default, the one that was requested last */
  decide(decision: "approved" | "denied", userCode: string | undefined): void {
    const devices = [...this.#devices.values()];
    const found = userCode === undefined ? devices.at(-1) : devices.find((device) => device.userCode === userCode);
    if (!found)
      throw new Error(`No device has requested ${userCode === undefined ? "a code" : `the code ${userCode}`}.`);
    found.decision = decision;
  }

  /** Returns the response of the token endpoint, or the error. */
  redeem(deviceCode: string, user: OAuthUser): object | string {
    const found = this.#devices.get(deviceCode);
    if (!found) return "invalid_grant";
    if (found.expiresAt <= this.clock.now()) return "expired_token";
    if (found.decision === undefined) return "authorization_pending";
    this.#devices.delete(deviceCode);
    return found.decision === "denied" ? "access_denied" : this.tokens.begin(user, undefined);
  }
}
