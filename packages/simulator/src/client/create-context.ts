import { behaviors, CURRENT_VERSION } from "../behavior.js";
import { systemClock } from "../clock.js";
import type { ClientContext } from "../conversation/client-context.js";
import { Connection } from "../conversation/connection.js";
import { ProgressBoard } from "../conversation/progress-board.js";
import { SessionOver } from "../conversation/session-over.js";
import { Tasks } from "../conversation/tasks.js";
import { FaultyWire } from "../faults/wire.js";
import { HoldableClock } from "../holdable-clock.js";
import { Knowledge } from "../knowledge/knowledge.js";
import { Journal } from "../reporting/journal.js";
import { maskSecrets, showSecrets } from "../reporting/masking.js";
import { Recorder } from "../reporting/recorder.js";
import { realTimings, type Timings } from "../timings.js";
import type { SimulatedClientOptions } from "./client-options.js";

const DEFAULT_MAX_LINE_BYTES = 256 * 1024 * 1024;
const DEFAULT_KEPT_MESSAGES = 10_000;
const DEFAULT_KEPT_BYTES = 64 * 1024 * 1024;
const DEFAULT_KEPT_ITEM_BYTES = 32 * 1024 * 1024;

/** Creates the state that all sessions of a client share. */
export function createContext(options: SimulatedClientOptions): ClientContext {
  const clock = new HoldableClock(options.clock ?? systemClock);
  const masking = options.showSecrets ? showSecrets : maskSecrets;
  const journal = new Journal(clock, masking, {
    messages: options.keptMessages ?? DEFAULT_KEPT_MESSAGES,
    bytes: options.keptBytes ?? DEFAULT_KEPT_BYTES,
    itemBytes: options.keptItemBytes ?? DEFAULT_KEPT_ITEM_BYTES,
  });
  const drawTimings = (): Timings => ({
    ...realTimings,
    ...(typeof options.timings === "function" ? options.timings() : options.timings),
  });
  const recorder = new Recorder(clock, journal, masking);
  return {
    clock,
    recorder,
    timings: drawTimings(),
    drawTimings,
    behavior: { ...behaviors[options.version ?? CURRENT_VERSION], ...options.behavior },
    knowledge: new Knowledge(options),
    connection: new Connection(clock, recorder),
    board: new ProgressBoard(recorder),
    tasks: new Tasks((error) => {
      if (error instanceof SessionOver) return;
      recorder.problem({ kind: "client", message: `the client has failed: ${String(error)}` });
    }),
    wire: new FaultyWire(clock, recorder),
    maxLineBytes: options.maxLineBytes ?? DEFAULT_MAX_LINE_BYTES,
    handshakeOnly: options.handshakeOnly ?? false,
    platform: options.integration.platform,
    loginWindow: options.loginWindow,
    refreshResponder: options.refreshCredentials,
  };
}
