import { afterEach, describe, expect, it } from "@jest/globals";
import type { Conversation } from "../process/support/conversation.js";
import { endAll, listen, PluginProcess } from "../process/support/plugin-process.js";

afterEach(endAll);

const onPosix = process.platform === "win32" ? it.skip : it;
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));
const orderly = "shut down cleanly";

/** The state of a conversation when it is interrupted. */
const moments: readonly (readonly [when: string, reach: (galaxy: Conversation) => Promise<unknown>])[] = [
  ["before the handshake", (galaxy) => galaxy.ping()],
  [
    "in the middle of a handshake line",
    async (galaxy) => {
      await galaxy.ping();
      await galaxy.write('{"jsonrpc":"2.0","id":"1","method":"initialize_cache","params":{"data":{"k');
    },
  ],
  [
    "while a handler runs that never settles",
    async (galaxy) => {
      galaxy.send({ id: "friends", method: "import_friends" });
      await galaxy.ping();
    },
  ],
  [
    "in the middle of an import",
    async (galaxy) => {
      await galaxy.request("start_achievements_import", { game_ids: ids(100_000) });
      await galaxy.untilNotified("game_achievements_import_success");
    },
  ],
  [
    "while an import waits for the client to read",
    async (galaxy) => {
      await galaxy.request("start_achievements_import", { game_ids: ids(100_000) });
      await galaxy.untilNotified("game_achievements_import_success");
      galaxy.socket.pause();
    },
  ],
];

describe.each(moments)("%s", (_, reach) => {
  it.each<[how: string, end: (galaxy: Conversation) => void]>([
    [
      "hangs up",
      (galaxy) => {
        galaxy.hangUp();
      },
    ],
    [
      "resets the connection",
      (galaxy) => {
        galaxy.socket.resetAndDestroy();
      },
    ],
    [
      "closes only its side",
      (galaxy) => {
        galaxy.socket.end();
        galaxy.socket.resume();
      },
    ],
  ])("the client %s: the integration shuts down cleanly and exits with 0", async (__, end) => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    await reach(galaxy);
    end(galaxy);
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(plugin.log.map(({ message }) => message)).toContain(orderly);
    expect(plugin.log.filter(({ level }) => level === "error")).toEqual([]);
  });

  onPosix("a signal arrives: the integration shuts down cleanly and exits with the signal's code", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    await reach(galaxy);
    plugin.signal("SIGTERM");
    galaxy.socket.resume();
    expect(await plugin.exit).toEqual({ code: 143, signal: null });
    expect(plugin.log.map(({ message }) => message)).toContain(orderly);
    expect(galaxy.messages.some(({ method }) => method?.endsWith("_finished"))).toBe(false);
  });
});

it("The integration exits if the client resets a new connection: with 0, or with 5 if it was never established", async () => {
  const listener = await listen();
  const accepted = listener.accept().then((galaxy) => {
    galaxy.socket.resetAndDestroy();
  });
  const plugin = await PluginProcess.launch("puppet", ["token", String(listener.port)]);
  await accepted;
  const { code } = await plugin.exit;
  const expected = code === 0 ? "The client has hung up" : "The integration could not be started";
  expect([0, 5]).toContain(code);
  expect(plugin.log.map(({ message }) => message)).toContain(expected);
});

onPosix("If @OnShutdown() hangs after a shutdown request, the second signal ends the integration at once", async () => {
  const [plugin, galaxy] = await PluginProcess.start("stubborn");
  await galaxy.ping();
  galaxy.send({ id: "end", method: "shutdown" });
  plugin.signal("SIGTERM");
  await plugin.logged("of the signal", ({ message }) => message === "SIGTERM: the integration is closing");
  plugin.signal("SIGTERM");
  expect(await plugin.exit).toEqual({ code: 143, signal: null });
});

onPosix("SIGHUP, sent when a terminal closes, ends an integration at once", async () => {
  const [plugin, galaxy] = await PluginProcess.start("puppet");
  await galaxy.ping();
  plugin.signal("SIGHUP");
  expect(await plugin.exit).toEqual({ code: null, signal: "SIGHUP" });
});
