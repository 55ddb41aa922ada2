import { access } from "node:fs/promises";
import { isAbsolute, relative, sep } from "node:path";
import { FailedParsingManifest, type Game, type LaunchSpec, LicenseType } from "@galaxy-kit/sdk";
import type { ExecSpec } from "../launching/launch-specs.js";
import type { InstalledGame } from "../tracking/installed-game.js";
import type { LibraryEntry, LibraryGame } from "./options.js";

/** A game that was found in a library. */
export interface FolderGame {
  readonly gameId: string;
  readonly title: string;
  /** The folder or file that it was found as. */
  readonly path: string;
  /** Whether it can be played. */
  readonly installed: boolean;
  /** The program that starts it, if it is known. */
  readonly program: string | undefined;
  /** How its processes are recognized. */
  readonly processes: InstalledGame;
  readonly launch: LibraryGame["launch"];
}

/**
 * Fills in what the author left open.
 *
 * @throws `FailedParsingManifest` if the id or the title is not a text
 */
export async function toFolderGame(
  game: LibraryGame,
  entry: LibraryEntry,
  each: "folder" | "file",
): Promise<FolderGame> {
  const { gameId = entry.id, title = entry.title, launch } = game;
  requireText("gameId", gameId);
  requireText("title", title);
  const start = isExec(launch) ? launch : undefined;
  const program = start && isAbsolute(start.file) ? start.file : undefined;
  const installed = game.installed ?? (program === undefined || (await exists(program)));
  const processes = { ...recognitionOf(game, entry, each, start), gameId };
  return { gameId, title, path: entry.path, installed, program, processes, launch };
}

function requireText(name: string, value: unknown): void {
  if (typeof value === "string" && value.trim() !== "") return;
  throw new FailedParsingManifest(
    `${name} must be a text, but found ${value === undefined ? "nothing" : JSON.stringify(value)}`,
  );
}

function isExec(launch: LibraryGame["launch"]): launch is LaunchSpec & ExecSpec {
  return typeof launch === "object" && (launch as Partial<ExecSpec>).kind === "exec";
}

function recognitionOf(
  { folder, programs, file, args }: LibraryGame,
  { path }: LibraryEntry,
  each: "folder" | "file",
  start: ExecSpec | undefined,
): Omit<InstalledGame, "gameId"> {
  if (folder !== undefined || programs || file !== undefined) return { folder, programs, file, args };
  if (each === "file") return { file: path, args };
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

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Returns what the client knows of a game. */
export function toGame({ gameId, title }: FolderGame): Game {
  return { gameId, gameTitle: title, licenseInfo: { licenseType: LicenseType.SinglePurchase } };
}
