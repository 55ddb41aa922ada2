import { access, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { FailedParsingManifest } from "@galaxy-kit/sdk";

/** A game in the library folder. */
export interface FolderGame {
  readonly id: string;
  readonly title: string;
  /** The folder that it is in. */
  readonly folder: string;
  /** The program that starts it. */
  readonly exe: string;
  readonly args: readonly string[];
  /** Whether the program is there. */
  readonly installed: boolean;
}

export const GAME_FILE = "game.json";

/**
 * Reads the game in a folder.
 *
 * @returns undefined when there is none
 * @throws `FailedParsingManifest` when its `game.json` is not as it should be
 */
export async function readGame(folder: string): Promise<FolderGame | undefined> {
  const text = await readIfThere(join(folder, GAME_FILE));
  if (text === undefined) return undefined;
  const { id, title, exe, args = [] } = parseObject(text);
  if (!isText(id)) throw new FailedParsingManifest(`"id" must be a text, found ${show(id)}`);
  if (!isText(title)) throw new FailedParsingManifest(`"title" must be a text, found ${show(title)}`);
  if (!isText(exe)) throw new FailedParsingManifest(`"exe" must be the name of a file, found ${show(exe)}`);
  if (!isListOfStrings(args)) throw new FailedParsingManifest(`"args" must be a list of texts, found ${show(args)}`);
  const path = resolve(folder, exe);
  return { id, title, folder, exe: path, args, installed: await exists(path) };
}

async function readIfThere(file: string): Promise<string | undefined> {
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
  throw new FailedParsingManifest(`a JSON object is needed, found ${show(content)}`);
}

function parseJson(text: string): unknown {
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new FailedParsingManifest(`no valid JSON: ${(error as Error).message}`, { cause: error });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isListOfStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
