import { isAbsolute } from "node:path";
import type { Awaitable, LaunchSpec } from "@galaxy-kit/sdk";

/** A game on this computer, and how its processes are recognized. Returned by a method with `@InstalledGames()`. */
export interface InstalledGame {
  /** The game's id on the platform. */
  readonly gameId: string;
  /** Its folder: a process whose program lies in it is the game. Of nested folders, the innermost counts. */
  readonly folder?: string | undefined;
  /** The names or paths of its programs, if not every program in the folder is the game. */
  readonly programs?: readonly string[] | undefined;
  /** The file that it consists of, such as a ROM: a process with this path among its arguments is the game. */
  readonly file?: string | undefined;
  /** Arguments that follow each other in the command line of the game. */
  readonly args?: readonly string[] | undefined;
  /** How much space it takes in bytes, if that is known. GALAXY asks for it with the option `sizes`. */
  readonly size?: number | undefined;
  /** How many minutes it was played, according to the platform's program. GALAXY asks for it with the option `times`. */
  readonly timePlayed?: number | undefined;
  /** When it was last played, as Unix time in seconds. GALAXY asks for it with the option `times`. */
  readonly lastPlayedTime?: number | undefined;
  /**
   * Whether the platform's program is preparing it, such as downloading an update before it starts. A launched game is waited for as long
   * as that is so, and `startWithin` longer.
   */
  readonly isPreparing?: boolean | undefined;
  /** Starts the game, with the option `launch` of `@InstalledGames()`. A function is called when the user clicks Play. */
  readonly launch?: GameLaunch | undefined;
}

/** How a game is started: made by `exec()`, `uri()` or `session()`, or a function that returns that. */
export type GameLaunch = LaunchSpec | (() => Awaitable<LaunchSpec | undefined>);

/** Returns the launch of a game. A method of its class is called on the game. */
export function launchOf(game: Pick<InstalledGame, "launch">): GameLaunch | undefined {
  const { launch } = game;
  return typeof launch === "function" ? () => launch.call(game) : launch;
}

/** Returns a copy of a game. A spread would lose what its class computes. */
export function copyOf(game: InstalledGame): InstalledGame {
  const { gameId, folder, programs, file, args, size, timePlayed, lastPlayedTime, isPreparing } = game;
  const launch = launchOf(game);
  return { gameId, folder, programs, file, args, size, timePlayed, lastPlayedTime, isPreparing, launch };
}

/** Returns what is wrong with a game. Its type promises that it is right, but it may come from a file of another program. */
export function flawOf(game: InstalledGame): string | undefined {
  if (!isNamed(game)) return "gameId is not a string";
  for (const name of ["folder", "file"] as const) {
    const path: unknown = game[name];
    if (path !== undefined && !(typeof path === "string" && isAbsolute(path))) return `${name} is not an absolute path`;
  }
  for (const name of ["programs", "args"] as const) {
    const list: unknown = game[name];
    if (list !== undefined && !(Array.isArray(list) && list.every((item) => typeof item === "string"))) {
      return `${name} is not a list of strings`;
    }
  }
  return undefined;
}

/** Whether something that is to be a game has an id. */
export function isNamed(game: unknown): game is { gameId: string } {
  return typeof game === "object" && game !== null && "gameId" in game && typeof game.gameId === "string";
}
