import { afterEach, describe, expect, it } from "@jest/globals";
import { createLog, readDefinition, SecretRegistry, startPlugin, type TransportEvents } from "../../src/internal.js";
import { SystemClock } from "../../src/lifecycle/system-clock.js";
import { cut, randomFrom } from "../support/random.js";
import { PuppetPlugin, TITLES } from "./fixtures/puppet.plugin.js";
import type { Message } from "./support/conversation.js";
import { endAll, PluginProcess } from "./support/plugin-process.js";

afterEach(endAll);

const TOKEN = "a-token-for-tests";
const TEXT = `ascii Zażółć 漢字かな 👩‍👩‍👧‍👦 😀 \u2028 ${TITLES.join(" | ")}`;

/** A client's messages, all sensitive to being cut in the wrong place. */
const RECORDING = [
  { id: "0", method: "get_capabilities", params: {} },
  { id: "1", method: "initialize_cache", params: { data: { text: TEXT, 漢字: "key", "😀": { deep: [TEXT] } } } },
  { id: "2", method: "ping", params: {} },
  { id: "3", method: "init_authentication", params: { stored_credentials: { name: TEXT } } },
  { id: "4", method: "echo", params: { text: TEXT, list: Array.from(TEXT) } },
  { id: 5, method: "import_owned_games" },
  { id: "6", method: "start_achievements_import", params: { game_ids: ["漢", "😀", "ż"] } },
  { method: "install_game", params: { game_id: TEXT } },
  { id: "7", method: "no_such_call_😀" },
].map((message) => JSON.stringify({ jsonrpc: "2.0", ...message }));
const BYTES = Buffer.from([...RECORDING, `{"no json ${TEXT}`, "", "\r", ""].join("\n"));

/** Nine responses including the errors, three games, the end of their import, and one notification. */
const MESSAGES = 9 + 3 + 1 + 1;

/** Asynchronous requests may complete in any order. */
const inAnyOrder = (messages: readonly Message[]): string[] =>
  messages.map((message) => JSON.stringify(message)).sort();

const EXPECTED = {
  "3": { user_id: "1", user_name: TEXT },
  "4": { text: TEXT, list: Array.from(TEXT) },
};

/** Returns the integration's messages if the recording arrives in these chunks. */
async function converse(chunks: readonly Buffer[]): Promise<Message[]> {
  const [, galaxy] = await PluginProcess.start("puppet", { token: TOKEN });
  for (const chunk of chunks) await galaxy.write(chunk);
  await galaxy.untilMessages(MESSAGES);
  await galaxy.ping().catch(() => undefined);
  return galaxy.messages.filter(({ id, result }) => !(id === "0" && result === null));
}

describe("A conversation has the same result however it is cut", () => {
  let whole: Message[];

  it("all at once, with every character unchanged", async () => {
    whole = await converse([BYTES]);
    expect(whole).toHaveLength(MESSAGES);
    for (const [id, result] of Object.entries(EXPECTED)) {
      expect(whole.find((message) => message.id === id)).toEqual({ jsonrpc: "2.0", id, result });
    }
    const games = whole.find((message) => message.id === 5)?.result as { owned_games: { game_title: string }[] };
    expect(games.owned_games.map((game) => game.game_title)).toEqual(TITLES);
    expect(whole.find(({ method }) => method === "installed")?.params).toEqual({ gameId: TEXT });
    expect(whole.findLast(({ method }) => method?.includes("achievements"))?.method).toBe(
      "achievements_import_finished",
    );
  });

  it("a byte at a time over a socket", async () => {
    expect(inAnyOrder(await converse(cut(BYTES, () => 1)))).toEqual(inAnyOrder(whole));
  });

  it.each([1, 2, 3, 4])("in random chunks over a socket, seed %i", async (seed) => {
    const next = randomFrom(seed);
    expect(inAnyOrder(await converse(cut(BYTES, () => 1 + Math.floor(next() ** 3 * 200))))).toEqual(inAnyOrder(whole));
  });

  // A socket may join separate writes; here, chunks stay separate.
  it.each([1, 2, 3, 5, 7, 64, 1000])("in chunks of exactly %i bytes", async (size) => {
    const messages: Message[] = [];
    let done = (): void => undefined;
    const complete = new Promise<void>((resolve) => {
      done = resolve;
    });
    let events: TransportEvents | undefined;
    const secrets = new SecretRegistry();
    const running = startPlugin({
      definition: readDefinition(PuppetPlugin),
      token: TOKEN,
      clock: new SystemClock(),
      secrets,
      log: createLog({ level: "error", secrets, sink: () => undefined }),
      transport: {
        backlog: 0,
        listen: (listener) => {
          events = listener;
        },
        write: (texts) => {
          messages.push(
            ...texts
              .join("")
              .split("\n")
              .slice(0, -1)
              .map((line) => JSON.parse(line) as Message),
          );
          if (messages.length >= MESSAGES) done();
          return true;
        },
        drained: () => Promise.resolve(),
        close: () => Promise.resolve(),
      },
    });
    for (const chunk of cut(BYTES, () => size)) events?.data(chunk);
    await complete;
    await running.close();
    expect(inAnyOrder(messages)).toEqual(inAnyOrder(whole));
  });
});
