import { afterEach, describe, expect, it } from "@jest/globals";
import type { Conversation } from "./support/conversation.js";
import { endAll, type LogLine, PluginProcess } from "./support/plugin-process.js";

afterEach(endAll);

const GAMES = 20_000;
const ids = Array.from({ length: GAMES }, (_, index) => `game-${index}`);

/** The response, one message per game, and the finished message. */
const MESSAGES = 1 + GAMES + 1;

const startImport = (galaxy: Conversation): void => {
  galaxy.send({ id: "import", method: "start_achievements_import", params: { game_ids: ids } });
};

/** Returns how many games were requested from the integration so far; uses the log, so the connection need not be read. */
async function requestedSoFar(plugin: PluginProcess, galaxy: Conversation): Promise<number> {
  const counts = (): LogLine[] => plugin.log.filter(({ message }) => message === "count");
  const before = counts().length;
  galaxy.notify("count");
  await plugin.logged("of the count", () => counts().length > before);
  return counts().at(-1)?.["asked"] as number;
}

function expectWholeImport(galaxy: Conversation): void {
  expect(galaxy.messages).toHaveLength(MESSAGES);
  expect(galaxy.messages[0]).toEqual({ jsonrpc: "2.0", id: "import", result: null });
  const games = galaxy.messages.slice(1, -1).map(({ method, params }) => {
    const { game_id, unlocked_achievements } = params as { game_id: string; unlocked_achievements: unknown[] };
    return `${String(method)} ${game_id} ${unlocked_achievements.length}`;
  });
  expect(new Set(games)).toEqual(new Set(ids.map((id) => `game_achievements_import_success ${id} 20`)));
  expect(galaxy.messages.at(-1)).toEqual({ jsonrpc: "2.0", method: "achievements_import_finished", params: null });
}

describe("An import of 20,000 games with 20 achievements each", () => {
  let peakWithReader: number | undefined;

  it("arrives completely at a client that reads, which also gets responses to pings", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    startImport(galaxy);
    await galaxy.untilNotified("game_achievements_import_success");
    await galaxy.ping();
    expect(galaxy.messages.length).toBeLessThan(MESSAGES);
    await galaxy.untilNotified("achievements_import_finished");
    peakWithReader = plugin.peakMegabytes;
    galaxy.messages.splice(
      galaxy.messages.findIndex(({ id }) => id === "0"),
      1,
    );
    expectWholeImport(galaxy);
  });

  it("waits for a client that does not read, uses little memory, and continues once the client reads", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    await galaxy.ping();
    galaxy.messages.pop();
    galaxy.socket.pause();
    startImport(galaxy);
    // Until no more games are requested: all buffers of the connection are full then.
    let asked = 0;
    for (let now = -1; now !== asked || now === 0;) {
      asked = now;
      await new Promise((resolve) => setTimeout(resolve, 150));
      now = await requestedSoFar(plugin, galaxy);
    }
    expect(asked).toBeLessThan(GAMES / 2);
    const peak = plugin.peakMegabytes;
    if (peak !== undefined && peakWithReader !== undefined) expect(peak).toBeLessThan(peakWithReader + 40);
    galaxy.socket.resume();
    await galaxy.untilNotified("achievements_import_finished");
    if (process.env["GALAXY_KIT_FIGURES"] === "1") {
      process.stdout.write(
        `20,000 × 20: peak ${String(peakWithReader)} MB with a reader; without ${String(peak)} MB, ${asked} games requested\n`,
      );
    }
    expectWholeImport(galaxy);
  });

  it("is canceled when a client that does not read hangs up", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    galaxy.socket.pause();
    startImport(galaxy);
    while ((await requestedSoFar(plugin, galaxy)) === 0);
    galaxy.hangUp();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });
});
