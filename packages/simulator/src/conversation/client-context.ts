import type { Credentials, JsonObject, Platform } from "@galaxy-kit/protocol";
import type { Behavior } from "../behavior.js";
import type { FaultyWire } from "../faults/wire.js";
import type { HoldableClock } from "../holdable-clock.js";
import type { Knowledge } from "../knowledge/knowledge.js";
import type { LoginWindow } from "../login-window/login-window.js";
import type { Recorder } from "../reporting/recorder.js";
import type { Timings } from "../timings.js";
import type { Connection } from "./connection.js";
import type { ProgressBoard } from "./progress-board.js";
import type { Tasks } from "./tasks.js";

/** Returns the response to `refresh_credentials`, or throws an `RpcError` to respond with an error. */
export type RefreshResponder = (params: JsonObject) => Credentials | Promise<Credentials>;

/** The state that outlives a session. */
export interface ClientContext {
  readonly clock: HoldableClock;
  /** Those of the current session. */
  timings: Timings;
  /** Returns the timings of the next session. */
  readonly drawTimings: () => Timings;
  readonly behavior: Behavior;
  readonly recorder: Recorder;
  readonly knowledge: Knowledge;
  readonly connection: Connection;
  readonly board: ProgressBoard;
  readonly tasks: Tasks;
  readonly wire: FaultyWire;
  readonly maxLineBytes: number;
  /** Whether the client stops after the handshake until it is asked to continue. */
  readonly handshakeOnly: boolean;
  /** The platform that the integration must report; undefined if any will do. */
  platform: Platform | undefined;
  readonly loginWindow: LoginWindow | undefined;
  refreshResponder: RefreshResponder | undefined;
}
