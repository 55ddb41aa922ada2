import { stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { FailedParsingManifest, type Game, type LaunchSpec, LicenseType } from "@galaxy-kit/sdk";
import type { ExecSpec } from "../launching/launch-specs.js";
import { flawOf, type InstalledGame, launchOf } from "../tracking/installed-game.js";
import type { FoundGames, LibraryEntry, LibraryGame } from "./options.js";
import { titleOf } from "./title-of.js";

/** A game that was found in a library. */
export interface FolderGame {
  readonly gameId: string;
  readonly title: string;
  /** The folder or file that it consists of. */
  readonly path: string;
  /** Whether it can be played. */
  readonly installed: boolean;
  /** The program that starts it, if it is known. */
  readonly program: string | undefined;
  /** How its processes are recognized. */
  readonly processes: InstalledGame;
  readonly launch: LibraryGame["launch"];
  readonly priority: number | undefined;
}

/**
 * Fills in what the author left open.
 *
 * @throws `FailedParsingManifest` if an id or a title is not a string, or its processes could not be recognized
 */
export async function toFolderGames(
  found: FoundGames,
  entry: LibraryEntry,
  each: "folder" | "file",
): Promise<readonly FolderGame[]> {
  if (!found) return [];
  if (!isList(found)) return [await toFolderGame(found, found.gameId ?? entry.id, entry, each)];
  return Promise.all(found.map((game) => toFolderGame(game, game.gameId, entry, each)));
}

async function toFolderGame(
  game: LibraryGame,
  gameId: string | undefined,
  entry: LibraryEntry,
  each: "folder" | "file",
): Promise<FolderGame> {
  const { priority } = game;
  const launch = launchOf(game);
  const folder = each === "folder" ? entry.path : dirname(entry.path);
  const path = game.path === undefined ? entry.path : resolve(folder, game.path);
  const kind = await kindOf(path);
  const title = game.title ?? (path === entry.path ? entry.title : titleOf(basename(path), kind !== "folder"));
  requireText("gameId", gameId);
  requireText("title", title);
  const start = isExec(launch) ? launch : undefined;
  const program = start && isAbsolute(start.file) ? start.file : undefined;
  const isComplete = kind !== undefined && (program === undefined || (await kindOf(program)) !== undefined);
  const isFile = path === entry.path ? each === "file" : kind !== "folder";
  const processes = { ...recognitionOf(game, path, isFile, start), gameId };
  const flaw = flawOf(processes);
  if (flaw !== undefined) throw new FailedParsingManifest(flaw);
  return { gameId, title, path, installed: game.installed ?? isComplete, program, processes, launch, priority };
}

function isList(found: LibraryGame | readonly LibraryGame[]): found is readonly LibraryGame[] {
  return Array.isArray(found);
}

function requireText(name: string, value: unknown): asserts value is string {
  if (typeof value === "string" && value.trim() !== "") return;
  throw new FailedParsingManifest(
    `${name} must be a string, but found ${value === undefined ? "nothing" : JSON.stringify(value)}`,
  );
}

function isExec(launch: LibraryGame["launch"]): launch is LaunchSpec & ExecSpec {
  return typeof launch === "object" && (launch as Partial<ExecSpec>).kind === "exec";
}

function recognitionOf(
  { folder, programs, file, args }: LibraryGame,
  path: string,
  isFile: boolean,
  start: ExecSpec | undefined,
): Omit<InstalledGame, "gameId"> {
  const hasPrograms = programs && programs.length !== 0;
  if (folder !== undefined || hasPrograms || file !== undefined) return { folder, programs, file, args };
  if (isFile) return { file: path, args };
  // An emulator lies elsewhere, and gets the folder, or a file in it, as an argument.
  const isElsewhere = start && isAbsolute(start.file) && !isIn(path, start.file);
  const argument = isElsewhere ? start.args.find((text) => isAbsolute(text) && isIn(path, text)) : undefined;
  return argument === undefined ? { folder: path, args } : { file: argument, args };
}

/** Whether a path is a folder, or lies in it. */
function isIn(folder: string, path: string): boolean {
  const [first] = relative(folder, path).split(sep);
  return first !== ".." && !isAbsolute(relative(folder, path));
}

/** Resolves to undefined if there is nothing. */
async function kindOf(path: string): Promise<"file" | "folder" | undefined> {
  return stat(path).then(
    (stats) => (stats.isDirectory() ? "folder" : "file"),
    () => undefined,
  );
}

/** Returns what the client knows of a game. */
export function toGame({ gameId, title }: FolderGame): Game {
  return { gameId, gameTitle: title, licenseInfo: { licenseType: LicenseType.SinglePurchase } };
}
