import {
  Achievements,
  Every,
  GalaxyClient,
  Inject,
  InstallGame,
  LaunchGame,
  Logger,
  OnHandshake,
  Rpc,
  Service,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { deferred, Login, pluginOf } from "../support/author.js";
import { type Rig, startRig } from "../support/rig.js";

const gates = new Map([
  ["first", deferred()],
  ["second", deferred()],
]);

@Service()
class Talker {
  constructor(
    @Inject(Logger) private readonly log: Logger,
    @Inject(GalaxyClient) private readonly galaxy: GalaxyClient,
  ) {}

  @Rpc("wait")
  async wait({ gate = "" }: { gate?: string }): Promise<void> {
    await gates.get(gate)?.promise;
    this.log.info(`waited for the ${gate}`, { handling: "forged" });
  }

  @Rpc("refresh")
  async refresh(): Promise<void> {
    await this.galaxy.refreshCredentials({});
    this.log.info("refreshed");
  }

  @Rpc("fail")
  fail(): never {
    throw new Error("no");
  }

  @LaunchGame()
  async launch(gameId: string): Promise<void> {
    await Promise.resolve();
    this.log.info(`launched ${gameId}`);
  }

  @InstallGame()
  install(): never {
    throw new Error("no");
  }

  @Achievements()
  achievements(gameId: string): [] {
    this.log.info(`achievements of ${gameId}`);
    return [];
  }

  @OnHandshake()
  greet(): void {
    this.log.info("greeted");
  }

  @Every("1m")
  look(): void {
    this.log.info("looked");
  }
}

const start = (traced = true) => startRig(pluginOf([Talker, Login]), { traced });

function handlingOf(rig: Rig, message: string): unknown {
  return rig.log.entries.find((entry) => entry.message.startsWith(message))?.["handling"];
}

describe("a traced log", () => {
  it("names the request that a line belongs to, even after an await and with other requests in between", async () => {
    const rig = await start();
    await rig.send({ jsonrpc: "2.0", id: "7", method: "wait", params: { gate: "first" } });
    await rig.send({ jsonrpc: "2.0", id: 8, method: "wait", params: { gate: "second" } });
    gates.get("second")?.resolve();
    await rig.settled();
    gates.get("first")?.resolve();
    await rig.settled();
    expect(handlingOf(rig, "waited for the first")).toEqual({ id: "7", method: "wait" });
    expect(handlingOf(rig, "waited for the second")).toEqual({ id: 8, method: "wait" });
  });

  it("names it after a response from the client, and in the kernel's own lines about a handler", async () => {
    const rig = await start();
    await rig.send(
      { jsonrpc: "2.0", id: "7", method: "refresh", params: {} },
      { jsonrpc: "2.0", id: "8", method: "fail" },
    );
    await rig.send({ jsonrpc: "2.0", id: "1", result: {} });
    expect(handlingOf(rig, "refreshed")).toEqual({ id: "7", method: "refresh" });
    expect(handlingOf(rig, "Talker.fail threw")).toEqual({ id: "8", method: "fail" });
  });

  it("names a command without an id", async () => {
    const rig = await start();
    await rig.notify("launch_game", { game_id: "g" });
    await rig.notify("install_game", { game_id: "g" });
    expect(handlingOf(rig, "launched g")).toEqual({ method: "launch_game" });
    expect(handlingOf(rig, "Talker.install threw")).toEqual({ method: "install_game" });
  });

  it("names the request that started an import", async () => {
    const rig = await start();
    await rig.send({ jsonrpc: "2.0", id: "7", method: "start_achievements_import", params: { game_ids: ["a", "b"] } });
    for (const id of ["a", "b"]) {
      expect(handlingOf(rig, `achievements of ${id}`)).toEqual({ id: "7", method: "start_achievements_import" });
    }
  });

  it("names the handshake for @OnHandshake(), and the method for ticks and timers", async () => {
    const rig = await start();
    await rig.clock.advance("1m");
    expect(handlingOf(rig, "greeted")).toEqual({ id: "1", method: "initialize_cache" });
    expect(rig.log.messages("info")).toContain("looked");
    expect(handlingOf(rig, "looked")).toEqual({ job: 'Talker.look (@Every("1m"))' });
    expect(handlingOf(rig, "The integration has started")).toEqual({});
  });

  it("is off by default", async () => {
    const rig = await start(false);
    await rig.notify("launch_game", { game_id: "g" });
    expect(rig.log.entries.find(({ message }) => message === "launched g")).toBeDefined();
    expect(rig.log.entries.filter((entry) => "handling" in entry)).toEqual([]);
  });
});
