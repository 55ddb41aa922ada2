import { GameTimes, ImportComplete, ImportContext } from "../../src/index.js";

declare function playTimes(gameIds: readonly string[]): Promise<Map<string, number>>;

export class RightSteps {
  @ImportContext("gameTimes")
  prepare(gameIds: string[]) {
    return playTimes(gameIds);
  }

  @GameTimes()
  gameTime(gameId: string, times: Awaited<ReturnType<typeof playTimes>>) {
    return { gameId, timePlayed: times.get(gameId) };
  }

  @ImportComplete("gameTimes")
  done() {}

  @ImportComplete("gameTimes")
  async doneWithSignal(signal: AbortSignal) {
    signal.throwIfAborted();
  }

  @ImportContext("achievements")
  async withSignal(gameIds: readonly string[], signal: AbortSignal) {
    signal.throwIfAborted();
    return { page: gameIds.length };
  }

  @ImportContext("librarySettings")
  noContext() {}

  @ImportContext("osCompatibilities")
  @ImportContext("localSizes")
  @ImportContext("userPresences")
  @ImportContext("subscriptionGames")
  protected several() {
    return "context";
  }

  @ImportComplete("achievements")
  @ImportComplete("librarySettings")
  @ImportComplete("osCompatibilities")
  @ImportComplete("localSizes")
  @ImportComplete("userPresences")
  @ImportComplete("subscriptionGames")
  private async doneLater(): Promise<void> {}

  uses() {
    return this.doneLater();
  }
}

export class WrongImportContext {
  // unknown import kind
  // @ts-expect-error it is "achievements"
  @ImportContext("achievement")
  unknownKind(_gameIds: string[]) {}

  // name of a decorator
  // @ts-expect-error it is "gameTimes"
  @ImportContext("GameTimes")
  decoratorName(_gameIds: string[]) {}

  // an import without a context
  // @ts-expect-error owned games have no context
  @ImportContext("ownedGames")
  otherImport() {}

  // no kind
  // @ts-expect-error a kind is needed
  @ImportContext()
  noKind(_gameIds: string[]) {}

  // wrong parameter type
  // @ts-expect-error all ids come at once
  @ImportContext("gameTimes")
  singleId(_gameId: string) {}

  // extra parameter
  // @ts-expect-error there is no third argument
  @ImportContext("gameTimes")
  extra(_gameIds: string[], _signal: AbortSignal, _more: string) {}

  // signal first
  // @ts-expect-error the ids come first
  @ImportContext("gameTimes")
  signalFirst(_signal: AbortSignal) {}

  // forgotten call
  // @ts-expect-error write @ImportContext("…")
  @ImportContext
  uncalled(_gameIds: string[]) {}

  // arrow property
  // @ts-expect-error goes on a method
  @ImportContext("gameTimes")
  arrow = (gameIds: string[]) => playTimes(gameIds);

  // static method
  // @ts-expect-error goes on a method of instances
  @ImportContext("gameTimes")
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @ImportContext("gameTimes")
  get current() {
    return 1;
  }
}

export class WrongImportComplete {
  // unknown import kind
  // @ts-expect-error it is "localSizes"
  @ImportComplete("localSize")
  unknownKind() {}

  // no kind
  // @ts-expect-error a kind is needed
  @ImportComplete()
  noKind() {}

  // wrong parameter type
  // @ts-expect-error the only argument is the signal
  @ImportComplete("gameTimes")
  wrongParameter(_gameIds: string[]) {}

  // a parameter of the author's own
  // @ts-expect-error it would be handed the signal
  @ImportComplete("gameTimes")
  ownParameter(_fast = false) {}

  // extra parameter
  // @ts-expect-error there is no second argument
  @ImportComplete("gameTimes")
  extra(_signal: AbortSignal, _more: string) {}

  // a result
  // @ts-expect-error nobody would get it
  @ImportComplete("gameTimes")
  async result() {
    return 1;
  }

  // forgotten call
  // @ts-expect-error write @ImportComplete("…")
  @ImportComplete
  uncalled() {}

  // arrow property
  // @ts-expect-error goes on a method
  @ImportComplete("gameTimes")
  arrow = () => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @ImportComplete("gameTimes")
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @ImportComplete("gameTimes")
  get current() {
    return 1;
  }
}
