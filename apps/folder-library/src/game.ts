import { access, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { FailedParsingManifest } from "@galaxy-kit/sdk";

/** A game in the library folder. */
export interface FolderGame {
  readonly id: string;
  readonly title: string;
  /** The folder of the game. */
  readonly folder: string;
  /** The program that starts the game. */
  readonly exe: string;
  readonly args: readonly string[];
  /** Whether the program exists. */
  readonly installed: boolean;
}

export const GAME_FILE = "game.json";

/**
 * Reads the game in a folder.
 *
 * @returns undefined if the folder has no `game.json`
 * @throws `FailedParsingManifest` if the `game.json` is invalid
 */
export async function readGame(folder: string): Promise<FolderGame | undefined> {
  const text = await readIfExists(join(folder, GAME_FILE));
  if (text === undefined) return undefined;
  const { id, title, exe, args = [] } = parseObject(text);
  if (!isNonEmptyString(id)) throw new FailedParsingManifest(`"id" must be a string, but found ${describe(id)}`);
  if (!isNonEmptyString(title))
    throw new FailedParsingManifest(`"title" must be a string, but found ${describe(title)}`);
  if (!isNonEmptyString(exe)) throw new FailedParsingManifest(`"exe" must be a file name, but found ${describe(exe)}`);
  if (!isStringArray(args))
    throw new FailedParsingManifest(`"args" must be an array of strings, but found ${describe(args)}`);
  const path = resolve(folder, exe);
  return { id, title, folder, exe: path, args, installed: await exists(path) };
}

async function readIfExists(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    // ENOTDIR: the "folder" is a file.
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  const content = parseJson(text);
  if (typeof content === "object" && content !== null && !Array.isArray(content))
    return content as Record<string, unknown>;
  throw new FailedParsingManifest(`must be a JSON object, but found ${describe(content)}`);
}

function parseJson(text: string): unknown {
  try {
    // Some editors start a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new FailedParsingManifest(`not valid JSON: ${(error as Error).message}`, { cause: error });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function isNonEmptyString(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function describe(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
