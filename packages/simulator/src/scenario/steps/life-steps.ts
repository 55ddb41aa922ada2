import type { Credentials, JsonObject } from "@galaxy-kit/protocol";
import { quickTimings, type Timings } from "../../timings.js";
import { choice, either, flag, nothingMore, numberFrom, object, record, type Shape } from "../reading/shape.js";
import type { ClientSettings } from "../running/stage.js";
import { step } from "./step.js";

const timings = object(
  {},
  Object.fromEntries(Object.keys(quickTimings).map((name) => [name, numberFrom(0)])) as Record<
    keyof Timings,
    Shape<number>
  >,
);

/** How a client is started. */
export const settings = object(
  {},
  {
    pace: choice("quick", "real"),
    timings,
    handshakeOnly: flag,
    readAtMost: numberFrom(0),
    writeInPiecesOf: numberFrom(1),
    stored: object({}, { credentials: record as Shape<Credentials>, cache: record as Shape<JsonObject> }),
  },
) satisfies Shape<ClientSettings>;

/** How a client and an integration begin and end. */
export const lifeSteps = {
  start: step(
    "Starts a client and the integration. pace: the waits of the real client, or (quick) none. handshakeOnly: nothing but " +
      "pings follows until a step synchronise. readAtMost, writeInPiecesOf: as in the step wire. stored: what an earlier " +
      "session has left; without it, what the clients before have stored.",
    settings,
    (own, { stage }) => stage.start(own),
  ),
  restart: step(
    "Closes the client and starts a new one with what was stored. Takes what start takes.",
    settings,
    async (own, { stage }) => {
      await stage.close();
      await stage.start(own);
    },
  ),
  close: step(
    "Ends as the real client does: with the end of file, and a kill after timings.killLimit. politely: asks for shutdown " +
      "first.",
    either(nothingMore, object({}, { politely: flag })),
    (how, { stage }) => stage.close(how !== true && how.politely),
  ),
  die: step(
    "Ends as a client that is killed: the connection breaks wherever it is. The integration is killed after " +
      "timings.killLimit only.",
    choice("end of file", "reset"),
    (death, { stage }) => stage.die(death),
  ),
  retry: step("Clicks Retry: logs in again, or starts an integration that has gone.", nothingMore, (_, { stage }) =>
    stage.client.retry(),
  ),
  disconnect: step("Logs the user out; what was imported and stored is wiped.", nothingMore, (_, { stage }) =>
    stage.client.disconnect(),
  ),
};
