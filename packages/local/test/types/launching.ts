import {
  exec,
  folder,
  type GameSession,
  type InstalledGame,
  InstalledGames,
  none,
  OnGameStarted,
  OnGameStopped,
  original,
  processes,
  session,
  tree,
  uri,
} from "@galaxy-kit/local";
import { InstallGame, LaunchGame, LaunchPlatformClient, ShutdownPlatformClient, UNKNOWN } from "@galaxy-kit/sdk";

export class Right {
  @InstalledGames()
  installed(): InstalledGame[] {
    return [
      { gameId: "1", folder: "/games/1" },
      { gameId: "2", file: "/roms/2.nes", programs: ["emulator"] },
    ];
  }

  @LaunchGame()
  async launch(gameId: string) {
    return gameId === "1"
      ? exec("/games/1", ["-x"], { cwd: "/", env: { A: "b" }, track: [tree(), folder("/games")] })
      : undefined;
  }

  @InstallGame()
  install(gameId: string) {
    return uri(`shop://${gameId}`, { track: processes("game.exe", { settle: "1s" }) }).orElse(exec("/shop"));
  }

  @LaunchPlatformClient()
  async openClient() {
    return exec("/shop");
  }

  @ShutdownPlatformClient()
  closeClient() {
    return uri("shop://quit");
  }

  @OnGameStarted()
  started(gameId: string): void {
    void gameId;
  }

  @OnGameStopped()
  async stopped(_gameId: string, { seconds, how }: GameSession, signal: AbortSignal) {
    void [seconds.toFixed(), how === "outside", signal.aborted];
  }
}

export class Self {
  @InstalledGames({ launch: true })
  installed() {
    const address = { gameId: "2", launch: uri("shop://2") };
    const program = { gameId: "1", launch: async () => Promise.resolve(exec("/games/1")) };
    return [address, program];
  }
}

export class AlsoRight {
  @InstalledGames({ refresh: "10s", startWithin: "1m", ignore: ["helper.exe", /crash/i], settle: "10s" })
  async installed() {
    return Math.random() > 0.5 ? UNKNOWN : [{ gameId: "1" }];
  }
}

export class Wrong {
  // @ts-expect-error -- a game needs an id
  @InstalledGames()
  noId() {
    return [{ folder: "/games/1" }];
  }

  // @ts-expect-error -- whether it runs is computed
  @InstalledGames()
  states() {
    return [{ gameId: 1, localGameState: 3 }];
  }

  // @ts-expect-error -- durations are texts
  @InstalledGames({ refresh: 5000 })
  number(): InstalledGame[] {
    return [];
  }

  // @ts-expect-error -- a path says nothing about how it is started
  @InstalledGames({ launch: true })
  launchPath() {
    return [{ gameId: "1", launch: "/games/1" }];
  }

  // @ts-expect-error -- the id of a game is a text
  @OnGameStarted()
  started(gameId: number): void {
    void gameId;
  }
}

exec("/game", [], { track: original() });
uri("shop://1", { track: none() });
session(({ started }) => started());

// @ts-expect-error -- no process is started, so there is no tree
uri("shop://1", { track: tree() });
// @ts-expect-error -- nor an original process
uri("shop://1", { track: [original()] });
// @ts-expect-error -- arguments are a list: nothing splits a command line
exec("/game", "-x");
// @ts-expect-error -- durations are texts
folder("/games", { startWithin: 45 });
