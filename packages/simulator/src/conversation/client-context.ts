import type { Credentials, JsonObject, Platform } from "@galaxy-kit/protocol";
import type { Clock } from "../clock.js";
import type { Connection } from "../connection/connection.js";
import type { Knowledge } from "../knowledge/knowledge.js";
import type { Logbook } from "../reporting/logbook.js";
import type { Masking } from "../reporting/masking.js";
import type { Timings } from "../timings.js";
import type { LoginWindow } from "./login.js";
import type { ProgressBoard } from "./progress-board.js";
import type { Tasks } from "./tasks.js";

/** Answers `refresh_credentials`; throws an `RpcError` to answer that. */
export type RefreshResponder = (params: JsonObject) => Credentials | Promise<Credentials>;

/** What outlives a session: one session after the other works on it. */
export interface ClientContext {
  readonly clock: Clock;
  readonly timings: Timings;
  readonly logbook: Logbook;
  readonly masking: Masking;
  readonly knowledge: Knowledge;
  readonly connection: Connection;
  readonly board: ProgressBoard;
  readonly tasks: Tasks;
  readonly maxLineBytes: number;
  /** What the integration has to be for. */
  readonly platform: Platform | undefined;
  readonly loginWindow: LoginWindow | undefined;
  refreshResponder: RefreshResponder | undefined;
}
