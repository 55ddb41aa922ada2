import { InstallGame, LaunchGame } from "@galaxy-kit/sdk";
import { afterEach, describe, expect, it } from "@jest/globals";
import { createLog, readDefinition, SecretRegistry, startPlugin } from "../../src/internal.js";
import { SystemClock } from "../../src/lifecycle/system-clock.js";
import { SocketTransport } from "../../src/transport/socket-transport.js";
import { type Conversation, Listener } from "../process/support/conversation.js";
import { integration, method } from "./cases/case.js";

const INSTALL = '{"jsonrpc":"2.0","method":"install_game","params":{"game_id":"3"}}';
const LAUNCH = '{"jsonrpc":"2.0","method":"launch_game","params":{"game_id":"3"}}';
const called = (what: string) => ({ jsonrpc: "2.0", method: "called", params: { [what]: ["3"] } });

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function start(): Promise<Conversation> {
  const plugin = integration(
    method(InstallGame(), function (gameId) {
      this.report("install", gameId);
    }),
    method(LaunchGame(), function (gameId) {
      this.report("launch", gameId);
    }),
  );
  const listener = await Listener.open();
  const accepted = listener.accept();
  const secrets = new SecretRegistry();
  const running = startPlugin({
    definition: readDefinition(plugin),
    token: "token",
    transport: await SocketTransport.connect(listener.port),
    clock: new SystemClock(),
    log: createLog({ level: "error", secrets, sink: () => undefined }),
    secrets,
  });
  const galaxy = await accepted;
  ends.push(async () => {
    galaxy.hangUp();
    await running.closed;
    listener.close();
  });
  return galaxy;
}

describe("Lines", () => {
  it("may arrive in several chunks", async () => {
    const galaxy = await start();
    await galaxy.write(INSTALL.slice(0, 5));
    await galaxy.write(`${INSTALL.slice(5)}\n`);
    await galaxy.ping();
    expect(galaxy.messages.filter(({ method }) => method === "called")).toEqual([called("install")]);
  });

  it("may arrive in one chunk", async () => {
    const galaxy = await start();
    await galaxy.write(`${INSTALL}\n${LAUNCH}\n`);
    await galaxy.untilMessages(2);
    expect(galaxy.messages).toEqual([called("install"), called("launch")]);
  });

  it("may arrive in one chunk with a part of the next line", async () => {
    const galaxy = await start();
    await galaxy.write(`${INSTALL}\n${LAUNCH.slice(0, 20)}`);
    await galaxy.untilMessages(1);
    expect(galaxy.messages).toEqual([called("install")]);
    await galaxy.write(`${LAUNCH.slice(20)}\n`);
    await galaxy.untilMessages(2);
    expect(galaxy.messages).toEqual([called("install"), called("launch")]);
  });

  it("are ignored without a line feed, even at the end", async () => {
    const galaxy = await start();
    await galaxy.write(INSTALL);
    galaxy.socket.end();
    await galaxy.untilEnd();
    expect(galaxy.messages).toEqual([]);
  });
});
