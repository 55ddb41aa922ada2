import { z } from "zod";
import type { AnyImportKind } from "../../reporting/progress.js";
import { anyObject, clientSettings, notNegative, positive } from "./client-settings.js";
import { expected, expectedValue } from "./expected.js";

const HEX = /^(?:[0-9a-f]{2}\s*)*$/i;

const IMPORT_KINDS = [
  "ownedGames",
  "localGames",
  "friends",
  "subscriptions",
  "rooms",
  "achievements",
  "gameTimes",
  "librarySettings",
  "osCompatibilities",
  "localSizes",
  "userPresences",
  "subscriptionGames",
] as const satisfies readonly AnyImportKind[];

const GAME_IMPORTS = ["achievements", "gameTimes", "librarySettings", "osCompatibilities", "localSizes"] as const;

const importKind = z.enum(IMPORT_KINDS);
/** For a step that needs no parameters, or none besides. */
const plain = z.literal(true);
/** JSON has no number for "unlimited". */
const limitOrNone = z.union([notNegative, plain]);
const wireParams = anyObject.describe('"$ownedGame" and "$ownedGames" stand for ids that the client knows.');
const cookie = z.strictObject({
  name: z.string(),
  value: z.string(),
  domain: z.string().exactOptional(),
  path: z.string().exactOptional(),
});
const hexadecimal = z.string().superRefine((text, context) => {
  if (HEX.test(text)) return;
  const message = `expected bytes in hexadecimal, such as "7b ff 0a", found ${JSON.stringify(text)}`;
  context.addIssue({ code: "custom", message });
});

/** The parameters of each kind of step; the descriptions are for editors. */
export const stepParams = {
  start: clientSettings.describe(
    "Starts a client and the integration. version: the version of GALAXY that it behaves like, 2.1 by default. behavior: " +
      "differences from that version. pace: with the waits of the real client (real) or without (quick). seed: repeats the " +
      "waits of an earlier run. " +
      "handshakeOnly: sends only pings until a step synchronize. readAtMost, writeInPiecesOf: as in the step wire. stored: " +
      "the data of an earlier session; without it, the data that earlier clients of the scenario stored.",
  ),
  restart: clientSettings.describe(
    "Closes the client and starts a new one with the stored data. Takes the parameters of start.",
  ),
  close: z
    .union([plain, z.strictObject({ graceful: z.boolean().exactOptional() })])
    .describe(
      "Ends as the real client does: closes the connection, and kills the process after timings.killLimit. graceful: " +
        "requests shutdown first.",
    ),
  die: z
    .enum(["end of file", "reset"])
    .describe(
      "Ends like a client that is killed: the connection breaks at once. The integration is killed only after " +
        "timings.killLimit.",
    ),
  kill: plain.describe(
    "Kills the integration, as the system does when it runs out of memory. The step retry starts it again.",
  ),
  retry: plain.describe("Clicks Retry: logs in again, or starts an integration that has ended."),
  disconnect: plain.describe("Logs the user out; all imported and stored data is wiped."),

  expect: expected.describe("Compares the current state with the expected one; everything must match now."),
  waitFor: expected.describe("Waits until everything matches. Takes the parameters of expect."),
  importsDone: z
    .union([plain, z.strictObject({ orAfter: notNegative })])
    .describe(
      "Waits until everything in progress has ended, successfully or not: the handshake, the login, every import. orAfter: " +
        "continues after this many milliseconds in any case.",
    ),
  pause: notNegative.describe("Waits this many milliseconds."),
  remember: z.string().describe("Remembers the library under a name, for the expectation unchangedSince."),

  request: z
    .strictObject({
      method: z.string(),
      params: wireParams.exactOptional(),
      result: expectedValue.exactOptional(),
      error: expectedValue.exactOptional(),
      within: notNegative.exactOptional(),
      wait: z.boolean().exactOptional(),
    })
    .describe(
      "Sends a request by its name on the wire and waits for the response. result, error: the expected response; " +
        "without them, any response passes. within: the time limit in milliseconds. wait false: continues at once; the " +
        "next importsDone waits for the response, and fails if it is not the expected one.",
    ),
  ping: z
    .strictObject({ within: notNegative })
    .describe("Sends a ping, which a live integration answers. within: the time limit in milliseconds."),
  notify: z
    .strictObject({ method: z.string(), params: wireParams.exactOptional() })
    .describe("Sends a notification by its name on the wire, such as launch_game."),
  login: z
    .union([z.enum(["closed"]), z.strictObject({ endUri: z.string(), cookies: z.array(cookie).exactOptional() })])
    .describe("How login windows end from now on: at an address with cookies, or closed by the user."),
  refresh: z
    .union([
      z.enum(["never"]),
      z.strictObject({
        credentials: anyObject.exactOptional(),
        error: z.strictObject({ code: z.number(), message: z.string() }).exactOptional(),
      }),
    ])
    .describe("How the client responds to refresh_credentials from now on: with credentials, with an error, or never."),
  synchronize: plain.describe(
    "Makes the requests that follow the handshake unless the client was started with handshakeOnly: local games, login, every " +
      "import.",
  ),

  import: z
    .union([importKind, z.array(importKind)])
    .describe("Repeats an import, with everything that follows from it, and waits until it has finished."),
  storm: z
    .strictObject({
      requests: positive,
      kinds: z.array(z.enum(GAME_IMPORTS)).exactOptional(),
      wait: z.boolean().exactOptional(),
      allFinish: z.boolean().exactOptional(),
    })
    .describe(
      "Starts many imports at once, each for one owned game, as the real client does after games are added, while others " +
        "are running. Waits until each has ended, successfully or not; wait false: continues at once. kinds: achievements " +
        "and gameTimes by default; those that are not announced are omitted. allFinish: none may be refused.",
    ),

  wire: z
    .strictObject({ readAtMost: limitOrNone.exactOptional(), writeInPiecesOf: limitOrNone.exactOptional() })
    .describe(
      "Makes the client's end of the wire misbehave from now on. readAtMost: bytes per second, 0 to stop reading, true for " +
        "no limit. writeInPiecesOf: bytes, true for whole messages.",
    ),
  sendLines: z.array(z.string()).describe("Sends lines unchanged, with any content."),
  sendBytes: hexadecimal.describe("Sends bytes unchanged. Hexadecimal, such as 7b ff 0a. A line ends with 0a."),
};
