import { afterEach, describe, expect, it } from "@jest/globals";
import type { Conversation } from "./support/conversation.js";
import { endAll, PluginProcess } from "./support/plugin-process.js";

afterEach(endAll);

const MB = 1024 * 1024;
const HUNDRED = 100 * MB;

/** Room for a few copies of the line: its bytes, its text, the parsed value. */
const MAX_MB = 700;

/** Writes repetitions of a piece without holding them all in memory. */
async function writeRepeated(galaxy: Conversation, piece: string, bytes: number): Promise<void> {
  const chunk = Buffer.from(piece.repeat(Math.ceil(MB / Buffer.byteLength(piece))));
  for (let written = 0; written < bytes; written += chunk.length) await galaxy.write(chunk);
}

describe("A line of 100 MB", () => {
  it.each([
    ["ASCII", "0123456789abcdef"],
    ["characters of two to four bytes", "ż漢😀"],
  ])("is accepted as a cache of %s: the next ping gets a response", async (_, piece) => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    await galaxy.write('{"jsonrpc":"2.0","id":"cache","method":"initialize_cache","params":{"data":{"big":"');
    await writeRepeated(galaxy, piece, HUNDRED);
    await galaxy.write('"}}}\n');
    galaxy.notify("install_game", { game_id: "after" });
    expect(await galaxy.responseTo("cache")).toHaveProperty("result", null);
    await galaxy.ping();
    await galaxy.untilNotified("installed");
    report(`100 MB cache of ${piece}`, plugin);
    expect(plugin.peakMegabytes ?? 0).toBeLessThan(MAX_MB);
  });

  it("is rejected if it is not valid JSON, and later lines are handled", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    await writeRepeated(galaxy, "garbage \u0000", HUNDRED);
    await galaxy.write("\n");
    await galaxy.ping();
    expect(galaxy.messages[0]).toMatchObject({ id: null, error: { code: -32700 } });
    expect(await galaxy.request("import_owned_games")).toHaveProperty("result");
    report("100 MB of garbage", plugin);
    expect(plugin.peakMegabytes ?? 0).toBeLessThan(MAX_MB);
    // Nothing from it is in the log.
    expect(plugin.logText.length).toBeLessThan(10_000);
  });
});

describe("A line without an end", () => {
  it("is rejected at 256 MB, and the rest is skipped", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    await writeRepeated(galaxy, "x", 257 * MB);
    await galaxy.untilMessages(1);
    const peak = plugin.peakMegabytes ?? 0;
    await writeRepeated(galaxy, "x", 2 * HUNDRED);
    await galaxy.write("\n");
    await galaxy.ping();
    expect(galaxy.messages.map(({ id, error }) => [id, error?.code])).toEqual([
      [null, -32700],
      ["0", undefined],
    ]);
    report("457 MB without an end", plugin);
    // Skipped bytes are not kept: only those in transit between two threads and those V8 has not collected yet.
    expect(plugin.peakMegabytes ?? 0).toBeLessThan(peak + 128);
  });
});

/** Prints memory figures if GALAXY_KIT_FIGURES=1. */
function report(what: string, plugin: PluginProcess): void {
  if (process.env["GALAXY_KIT_FIGURES"] !== "1") return;
  process.stdout.write(
    `${what}: peak ${Math.round(plugin.peakMegabytes ?? 0)} MB, then ${Math.round(plugin.residentMegabytes ?? 0)} MB\n`,
  );
}
