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

/** The integration's platform and features, or the reason why the client refuses it. */
export type HandshakeResult =
  | { readonly ok: true; readonly platform: Platform; readonly features: readonly string[] }
  | { readonly ok: false; readonly event: "refused" | "unanswered"; readonly reason: string };

/** The options of a handshake. */
export interface HandshakeOptions {
  readonly caller: Caller;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  readonly token: string;
  /** The cache that the integration stored earlier. */
  readonly cache: JsonObject;
  /** The platform of the manifest, if there is one. */
  readonly platform: Platform | undefined;
}

/** Requests the integration's capabilities, then passes the cache that it stored earlier. */
export async function performHandshake(options: HandshakeOptions): Promise<HandshakeResult> {
  const { caller, clock, timings, signal } = options;
  const limit = timings.handshakeLimit;

  await pause(clock, timings.capabilities, signal);
  const capabilities = await caller.call(clientRequests.getCapabilities, {}, { limit });
  if (!capabilities.ok) return failed("get_capabilities", capabilities);
  const result = check(capabilities.value, options);
  if (!result.ok) return result;

  await pause(clock, timings.cache, signal);
  const initialized = await caller.call(clientRequests.initializeCache, { data: options.cache }, { limit });
  return initialized.ok ? result : failed("initialize_cache", initialized);
}

function failed(method: string, outcome: Exclude<Outcome<unknown>, { ok: true }>): HandshakeResult {
  return {
    ok: false,
    event: outcome.why === "no response" ? "unanswered" : "refused",
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
    const reason = "the token is not the one passed on the command line: this is not the integration that was started";
    recorder.problem({ kind: "token-mismatch", method, message: reason });
    return { ok: false, event: "refused", reason };
  }
  if (!isPlatform(platformName)) {
    const reason = `the platform ${JSON.stringify(platformName)} is unknown to GALAXY`;
    recorder.problem({ kind: "unknown-platform", method, message: reason });
    return { ok: false, event: "refused", reason };
  }
  if (platform !== undefined && platformName !== platform) {
    const reported = `the integration reports the platform "${platformName}"`;
    const reason = `${reported}, but its manifest.json has "${platform}": use the same in both`;
    recorder.problem({ kind: "platform-mismatch", method, message: reason });
    return { ok: false, event: "refused", reason };
  }
  for (const feature of features.filter((name) => !knownFeatures.has(name))) {
    const message = `announces ${JSON.stringify(feature)}, a feature that is unknown to GALAXY and ignored`;
    recorder.problem({ kind: "unknown-feature", severity: "warning", method, message });
  }
  return { ok: true, platform: platformName, features: [...new Set(features)] };
}
