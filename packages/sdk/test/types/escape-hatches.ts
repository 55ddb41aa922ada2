import { type JsonObject, LaunchGame, OnlyOn, OwnedGames, Rpc, UninstallGame } from "../../src/index.js";
import { decorate, games, instance } from "./support.js";

export class RightOnlyOn {
  @OnlyOn("win32")
  @UninstallGame()
  uninstall(_gameId: string) {}

  @LaunchGame()
  @OnlyOn("darwin", "linux")
  protected async launch(_gameId: string) {}

  @OnlyOn("win32", "darwin", "linux")
  @OwnedGames()
  private owned() {
    return games;
  }

  uses() {
    return this.owned();
  }
}

export class WrongOnlyOn {
  // @ts-expect-error Node calls it "win32"
  @OnlyOn("windows")
  @UninstallGame()
  unknownSystem(_gameId: string) {}

  // @ts-expect-error Node calls it "darwin"
  @OnlyOn("win32", "macos")
  @UninstallGame()
  partlyUnknown(_gameId: string) {}

  // @ts-expect-error at least one is needed
  @OnlyOn()
  @UninstallGame()
  none(_gameId: string) {}

  // @ts-expect-error write them one after another
  @OnlyOn(["win32", "darwin"])
  @UninstallGame()
  list(_gameId: string) {}

  // @ts-expect-error write @OnlyOn("win32")
  @OnlyOn
  uncalled(_gameId: string) {}

  // @ts-expect-error only methods can be decorated
  @OnlyOn("win32")
  arrow = (_gameId: string) => {};

  // @ts-expect-error static methods cannot be decorated
  @OnlyOn("win32")
  static onClass() {}

  // @ts-expect-error only methods can be decorated
  @OnlyOn("win32")
  get current() {
    return 1;
  }
}

// @ts-expect-error only methods can be decorated
@OnlyOn("win32")
export class WrongPlace {}

decorate(Rpc("verify_game", { feature: "VerifyGame" }), (params: JsonObject) => params["game_id"] ?? null);
decorate(Rpc("any_call", {}), () => {});

decorate(Rpc("any_call"), async (params: JsonObject, _signal: AbortSignal) => ({ names: Object.keys(params) }));
decorate(Rpc("any_call"), (_params: Record<string, unknown>) => {});
decorate(Rpc("any_call"), (_params: unknown) => undefined);

// @ts-expect-error params are an object
decorate(Rpc("any_call"), (_params: string) => {});
// @ts-expect-error params come as one object
decorate(Rpc("any_call"), (_gameId: string, _title: string) => {});
// @ts-expect-error gameId may be missing
decorate(Rpc("any_call"), (_params: { gameId: string }) => {});
// @ts-expect-error the method's name on the wire is needed
decorate(Rpc(), () => {});
// @ts-expect-error it is feature
decorate(Rpc("any_call", { features: "VerifyGame" }), () => {});
// @ts-expect-error one feature
decorate(Rpc("any_call", { feature: ["VerifyGame"] }), () => {});

// @ts-expect-error write @Rpc("…")
Rpc(instance, "method", {});
