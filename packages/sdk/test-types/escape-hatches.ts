import { type JsonObject, LaunchGame, OnlyOn, OwnedGames, Rpc, UninstallGame } from "../src/index.js";
import { games } from "./models.js";

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
  // unknown system
  // @ts-expect-error Node calls it "win32"
  @OnlyOn("windows")
  @UninstallGame()
  unknownSystem(_gameId: string) {}

  // one of several unknown
  // @ts-expect-error Node calls it "darwin"
  @OnlyOn("win32", "macos")
  @UninstallGame()
  partlyUnknown(_gameId: string) {}

  // no system
  // @ts-expect-error at least one is needed
  @OnlyOn()
  @UninstallGame()
  none(_gameId: string) {}

  // a list
  // @ts-expect-error write them one after another
  @OnlyOn(["win32", "darwin"])
  @UninstallGame()
  list(_gameId: string) {}

  // forgotten call
  // @ts-expect-error write @OnlyOn("win32")
  @OnlyOn
  uncalled(_gameId: string) {}

  // arrow property
  // @ts-expect-error goes on a method
  @OnlyOn("win32")
  arrow = (_gameId: string) => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @OnlyOn("win32")
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @OnlyOn("win32")
  get current() {
    return 1;
  }
}

// on a class
// @ts-expect-error goes on a method
@OnlyOn("win32")
export class WrongPlace {}

export class RightRpc {
  @Rpc("verify_game", { feature: "VerifyGame" })
  verify(params: JsonObject) {
    return params["game_id"] ?? null;
  }

  @Rpc("any_call")
  async asynchronous(params: JsonObject, signal: AbortSignal) {
    signal.throwIfAborted();
    return { names: Object.keys(params) };
  }

  @Rpc("any_call", {})
  nothingNeeded() {}

  @Rpc("any_call")
  protected loosely(_params: Record<string, unknown>) {}

  @Rpc("any_call")
  private unknownParams(_params: unknown) {
    return undefined;
  }

  uses() {
    return this.unknownParams(null);
  }
}

export class WrongRpc {
  // wrong parameter type
  // @ts-expect-error params are an object
  @Rpc("any_call")
  text(_params: string) {}

  // params by position
  // @ts-expect-error params come as one object
  @Rpc("any_call")
  positional(_gameId: string, _title: string) {}

  // unchecked form
  // @ts-expect-error nobody has checked that gameId is there
  @Rpc("any_call")
  unchecked(_params: { gameId: string }) {}

  // extra parameter
  // @ts-expect-error there is no third argument
  @Rpc("any_call")
  extra(_params: JsonObject, _signal: AbortSignal, _more: string) {}

  // no name
  // @ts-expect-error the method's name on the wire is needed
  @Rpc()
  nameless() {}

  // option typo
  // @ts-expect-error it is feature
  @Rpc("any_call", { features: "VerifyGame" })
  optionTypo() {}

  // wrong option type
  // @ts-expect-error one feature
  @Rpc("any_call", { feature: ["VerifyGame"] })
  optionType() {}

  // forgotten call
  // @ts-expect-error write @Rpc("…")
  @Rpc
  uncalled() {}

  // arrow property
  // @ts-expect-error goes on a method
  @Rpc("any_call")
  arrow = () => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @Rpc("any_call")
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @Rpc("any_call")
  get current() {
    return 1;
  }
}
