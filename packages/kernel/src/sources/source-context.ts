import type { Clock, Logger } from "@galaxy-kit/sdk";
import type { Milestones } from "../lifecycle/milestones.js";
import type { CallTrace } from "../logging/call-trace.js";
import type { Baseline } from "./baseline.js";
import type { RawNotification } from "./raw-notification.js";

/** What a source needs of the integration and of the other sources. */
export interface SourceContext {
  readonly clock: Clock;
  readonly log: Logger;
  readonly trace: CallTrace;
  readonly milestones: Milestones;
  readonly signal: AbortSignal;
  readonly send: (notification: RawNotification) => void;
  /** Whether a game has been launched so recently that an answer may not know it yet, or is held. */
  readonly isLaunching: (id: string) => boolean;
  /** Whether a game is running, as far as is known. */
  readonly isRunning: (id: string) => boolean;
  /** Whether a session reports that the login is valid, even if one request failed. */
  readonly isLoginGood: () => boolean;
  /** The platform wants the user to log in again. */
  readonly authenticationLost: () => void;
  /** Keeps what is known for the next start; undefined if that is not wanted. */
  readonly baseline: Baseline | undefined;
  /** Sorts ids: installed first, then recently played. */
  readonly inOrder: (ids: Iterable<string>) => Iterable<string>;
}
