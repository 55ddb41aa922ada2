import { InstallGame, LaunchGame, LaunchPlatformClient, ShutdownPlatformClient, UninstallGame } from "../src/index.js";

declare function start(gameId: string): Promise<void>;
declare function startAndTellProcessId(gameId: string): Promise<number>;

export class RightGameCommands {
  @LaunchGame()
  sync(gameId: string) {
    void start(gameId);
  }

  @LaunchGame()
  async asynchronous(gameId: string): Promise<void> {
    await start(gameId);
  }

  @LaunchGame()
  passedOn(gameId: string) {
    return start(gameId);
  }

  @LaunchGame()
  async withSignal(gameId: string, signal: AbortSignal) {
    signal.throwIfAborted();
    await start(gameId);
  }

  @LaunchGame()
  nothingNeeded() {}

  @LaunchGame()
  @InstallGame()
  @UninstallGame()
  protected async several(gameId: string) {
    await start(gameId);
  }

  @InstallGame()
  async install(gameId: string, _signal: AbortSignal) {
    await start(gameId);
  }

  @InstallGame()
  private openShop(_gameId: string) {}

  @UninstallGame()
  uninstall(_gameId: string): void {}

  @UninstallGame()
  async uninstallLater(gameId: string) {
    await start(gameId);
    this.openShop(gameId);
  }
}

export class WrongLaunchGame {
  // wrong parameter type
  // @ts-expect-error a game's id is a string
  @LaunchGame()
  numericId(_gameId: number) {}

  // params as an object
  // @ts-expect-error the id itself is the argument
  @LaunchGame()
  async params(_params: { gameId: string }) {}

  // extra parameter
  // @ts-expect-error there is no third argument
  @LaunchGame()
  extra(_gameId: string, _signal: AbortSignal, _options: object) {}

  // signal first
  // @ts-expect-error the id comes first
  @LaunchGame()
  signalFirst(_signal: AbortSignal) {}

  // a result
  // @ts-expect-error a command has no answer
  @LaunchGame()
  result(_gameId: string) {
    return true;
  }

  // Promise of a result
  // @ts-expect-error a command has no answer
  @LaunchGame()
  promisedResult(gameId: string) {
    return startAndTellProcessId(gameId);
  }

  // options
  // @ts-expect-error there are none
  @LaunchGame({ detached: true })
  options(_gameId: string) {}

  // forgotten call
  // @ts-expect-error write @LaunchGame()
  @LaunchGame
  uncalled(_gameId: string) {}

  // arrow property
  // @ts-expect-error goes on a method
  @LaunchGame()
  arrow = (gameId: string) => start(gameId);

  // static method
  // @ts-expect-error goes on a method of instances
  @LaunchGame()
  static onClass(_gameId: string) {}

  // getter
  // @ts-expect-error goes on a method
  @LaunchGame()
  get current() {
    return "1";
  }
}

export class WrongInstallGame {
  // wrong parameter type
  // @ts-expect-error one game, not several
  @InstallGame()
  several(_gameIds: string[]) {}

  // extra parameter
  // @ts-expect-error there is no third argument
  @InstallGame()
  extra(_gameId: string, _signal: AbortSignal, _folder: string) {}

  // a result
  // @ts-expect-error a command has no answer
  @InstallGame()
  async result(gameId: string) {
    return gameId;
  }

  // forgotten call
  // @ts-expect-error write @InstallGame()
  @InstallGame
  uncalled(_gameId: string) {}

  // arrow property
  // @ts-expect-error goes on a method
  @InstallGame()
  arrow = (_gameId: string) => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @InstallGame()
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @InstallGame()
  get current() {
    return "1";
  }
}

export class WrongUninstallGame {
  // wrong parameter type
  // @ts-expect-error a game's id is a string
  @UninstallGame()
  numericId(_gameId: number) {}

  // extra parameter
  // @ts-expect-error there is no third argument
  @UninstallGame()
  extra(_gameId: string, _signal: AbortSignal, _purge: boolean) {}

  // a result
  // @ts-expect-error a command has no answer
  @UninstallGame()
  result(_gameId: string) {
    return "done";
  }

  // forgotten call
  // @ts-expect-error write @UninstallGame()
  @UninstallGame
  uncalled(_gameId: string) {}

  // arrow property
  // @ts-expect-error goes on a method
  @UninstallGame()
  arrow = (_gameId: string) => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @UninstallGame()
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @UninstallGame()
  get current() {
    return "1";
  }
}

export class RightPlatformClientCommands {
  @LaunchPlatformClient()
  launch() {}

  @LaunchPlatformClient()
  protected async launchLater(signal: AbortSignal) {
    signal.throwIfAborted();
  }

  @ShutdownPlatformClient()
  shutdown(): void {}

  @ShutdownPlatformClient()
  private async shutdownLater(_signal?: AbortSignal): Promise<void> {}

  uses() {
    return this.shutdownLater();
  }
}

export class WrongLaunchPlatformClient {
  // wrong parameter type
  // @ts-expect-error there is no game
  @LaunchPlatformClient()
  wrongParameter(_gameId: string) {}

  // extra parameter
  // @ts-expect-error there is no second argument
  @LaunchPlatformClient()
  extra(_signal: AbortSignal, _more: string) {}

  // a result
  // @ts-expect-error a command has no answer
  @LaunchPlatformClient()
  async result() {
    return true;
  }

  // forgotten call
  // @ts-expect-error write @LaunchPlatformClient()
  @LaunchPlatformClient
  uncalled() {}

  // arrow property
  // @ts-expect-error goes on a method
  @LaunchPlatformClient()
  arrow = () => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @LaunchPlatformClient()
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @LaunchPlatformClient()
  get current() {
    return 1;
  }
}

export class WrongShutdownPlatformClient {
  // wrong parameter type
  // @ts-expect-error there is no game
  @ShutdownPlatformClient()
  wrongParameter(_gameId: string) {}

  // extra parameter
  // @ts-expect-error there is no second argument
  @ShutdownPlatformClient()
  extra(_signal: AbortSignal, _more: string) {}

  // a result
  // @ts-expect-error a command has no answer
  @ShutdownPlatformClient()
  result() {
    return 0;
  }

  // forgotten call
  // @ts-expect-error write @ShutdownPlatformClient()
  @ShutdownPlatformClient
  uncalled() {}

  // arrow property
  // @ts-expect-error goes on a method
  @ShutdownPlatformClient()
  arrow = () => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @ShutdownPlatformClient()
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @ShutdownPlatformClient()
  get current() {
    return 1;
  }
}
