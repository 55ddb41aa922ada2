import {
  type Capabilities,
  clientRequests,
  Feature,
  isPlatform,
  type JsonObject,
  type Platform,
} from "@galaxy-kit/protocol";
import { type Clock, pause } from "../clock.js";
import type { Recorder } from "../reporting/recorder.js";
import type { Timings } from "../timings.js";
import type { Caller, Outcome } from "./caller.js";

/** Who has answered; or why the client will have nothing to do with it. */
export type HandshakeResult =
  | { readonly ok: true; readonly platform: Platform; readonly features: readonly string[] }
  | { readonly ok: false; readonly event: "refused" | "unanswered"; readonly reason: string };

/** What a handshake takes. */
export interface HandshakeOptions {
  readonly caller: Caller;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  readonly token: string;
  /** What the integration has stored. */
  readonly cache: JsonObject;
  /** The manifest's, if there is one. */
  readonly platform: Platform | undefined;
}

/** `get_capabilities` and `initialize_cache`: who the integration is, and what it left behind the last time. */
export async function performHandshake(needs: HandshakeOptions): Promise<HandshakeResult> {
  const { caller, clock, timings, signal } = needs;
  const limit = timings.handshakeLimit;

  await pause(clock, timings.capabilities, signal);
  const capabilities = await caller.call(clientRequests.getCapabilities, {}, { limit });
  if (!capabilities.ok) return failed("get_capabilities", capabilities);
  const introduction = check(capabilities.value, needs);
  if (!introduction.ok) return introduction;

  await pause(clock, timings.cache, signal);
  const initialized = await caller.call(clientRequests.initializeCache, { data: needs.cache }, { limit });
  return initialized.ok ? introduction : failed("initialize_cache", initialized);
}

function failed(method: string, outcome: Exclude<Outcome<unknown>, { ok: true }>): HandshakeResult {
  return {
    ok: false,
    event: outcome.why === "no answer" ? "unanswered" : "refused",
    reason: `${method}: ${outcome.message}`,
  };
}

const knownFeatures: ReadonlySet<string> = new Set(Object.values(Feature));

function check(
  { token, platformName, features }: Capabilities,
  { token: expected, platform, recorder }: HandshakeOptions,
): HandshakeResult {
  const method = clientRequests.getCapabilities.method;
  if (token !== expected) {
    const reason = "the token is not the one from the command line: this is not the integration that was started";
    recorder.problem({ kind: "token-mismatch", method, message: reason });
    return { ok: false, event: "refused", reason };
  }
  if (!isPlatform(platformName)) {
    const reason = `GALAXY knows no platform ${JSON.stringify(platformName)}`;
    recorder.problem({ kind: "unknown-platform", method, message: reason });
    return { ok: false, event: "refused", reason };
  }
  if (platform !== undefined && platformName !== platform) {
    const said = `the integration says that its platform is "${platformName}"`;
    const reason = `${said}, its manifest.json says "${platform}": make them the same`;
    recorder.problem({ kind: "platform-mismatch", method, message: reason });
    return { ok: false, event: "refused", reason };
  }
  for (const feature of features.filter((name) => !knownFeatures.has(name))) {
    const message = `announces ${JSON.stringify(feature)}, a feature that GALAXY does not know; it is ignored`;
    recorder.problem({ kind: "unknown-feature", severity: "warning", method, message });
  }
  return { ok: true, platform: platformName, features: [...new Set(features)] };
}
