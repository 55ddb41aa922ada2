import type { Credentials, JsonObject, Platform } from "@galaxy-kit/protocol";
import type { Clock } from "../clock.js";
import type { FaultyWire } from "../faults/wire.js";
import type { Knowledge } from "../knowledge/knowledge.js";
import type { LoginWindow } from "../login-window/login-window.js";
import type { Recorder } from "../reporting/recorder.js";
import type { Timings } from "../timings.js";
import type { Connection } from "./connection.js";
import type { ProgressBoard } from "./progress-board.js";
import type { Tasks } from "./tasks.js";

/** Answers `refresh_credentials`; throws an `RpcError` to answer that. */
export type RefreshResponder = (params: JsonObject) => Credentials | Promise<Credentials>;

/** What outlives a session: one session after the other works on it. */
export interface ClientContext {
  readonly clock: Clock;
  readonly timings: Timings;
  readonly recorder: Recorder;
  readonly knowledge: Knowledge;
  readonly connection: Connection;
  readonly board: ProgressBoard;
  readonly tasks: Tasks;
  readonly wire: FaultyWire;
  readonly maxLineBytes: number;
  /** What follows the handshake waits to be asked for. */
  readonly handshakeOnly: boolean;
  /** What the integration has to be for. */
  platform: Platform | undefined;
  readonly loginWindow: LoginWindow | undefined;
  refreshResponder: RefreshResponder | undefined;
}
