import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import {
  Authenticate,
  Connection,
  type ConnectionRun,
  GalaxyClient,
  GalaxyPlugin,
  Platform,
  Service,
} from "@galaxy-kit/sdk";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

let port: number;

@Service()
class Pushed {
  constructor(private readonly galaxy: GalaxyClient) {}

  @Connection()
  async follow({ signal, connected }: ConnectionRun) {
    const socket = connect({ port, host: "127.0.0.1", signal });
    await once(socket, "connect");
    connected();
    for await (const id of socket.setEncoding("utf8")) this.galaxy.removeFriend(id as string);
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Pushed] })
class Shop {
  @Authenticate()
  login() {
    return { userId: "7", userName: "Ada" };
  }
}

describe("@Connection() in a test", () => {
  const sockets: Socket[] = [];
  let server: Server;
  let galaxy: TestGalaxy;
  const state = () => galaxy.parts.find(({ kind }) => kind === "connection");

  beforeEach(async () => {
    server = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
    galaxy = await startTestPlugin(Shop);
  });

  afterEach(async () => {
    await galaxy.close();
    for (const socket of sockets.splice(0)) socket.destroy();
    await once(server.close(), "close");
  });

  it("is established, follows what is pushed, and comes back when the clock moves", async () => {
    await galaxy.authenticate();
    expect(state()).toMatchObject({ state: "connected" });
    sockets[0]?.write("9");
    expect(await galaxy.nextNotification("friendRemoved")).toEqual({ userId: "9" });

    const gone = once(sockets[0]!, "close");
    sockets[0]?.destroy();
    await gone;
    await galaxy.clock.advance("1s");
    expect(state()).toMatchObject({ state: "connected", failingSince: undefined });
    sockets[1]?.write("8");
    expect(await galaxy.nextNotification("friendRemoved")).toEqual({ userId: "8" });
  });

  it("counts as waiting for the clock, so that a test waits neither for its end nor for a second of real time", async () => {
    await galaxy.authenticate();
    expect(galaxy.clock.calls.describe()).toEqual(["Pushed.follow sleeps until the test advances the clock"]);
  });
});
