import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root folder of the checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../../../..");

/** A block of code on a page; with the name of a file, such as ```ts [src/main.ts], it is the whole file. */
export interface CodeBlock {
  readonly language: string;
  readonly name: string | undefined;
  readonly code: string;
}

/** Resolves to the blocks of TypeScript and JavaScript on a page. */
export async function blocksOf(page: string): Promise<CodeBlock[]> {
  const blocks = (await readFile(join(root, page), "utf8")).matchAll(
    /^```(ts|js)\b(?:[^\n[]*\[([^\]]+)\])?[^\n]*\n(.*?)^```/gms,
  );
  return [...blocks].map(([, language = "", name, code = ""]) => ({ language, name, code }));
}

/** Returns the pages of the documentation site, without those that are generated. */
export function sitePages(): string[] {
  const generated = /^(?:node_modules|\.vitepress|reference[\\/]api)/;
  return readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !generated.test(name))
    .map((name) => `docs/${name.replaceAll("\\", "/")}`)
    .sort();
}

/** The steps of the tutorial, in order. Each continues the project of the one before. */
export const tutorialPages = ["create", "login", "library", "play", "tests", "install"].map(
  (step) => `docs/tutorial/${step}.md`,
);

/** The backend of the guides, which they import and do not show: each has its own. */
const SHOP = `
import { HttpClient } from "@galaxy-kit/http";
import type { Message } from "@galaxy-kit/sdk";

export abstract class ShopApi extends HttpClient {
  abstract owned(signal: AbortSignal): Promise<{ games: { id: string; title: string }[]; isRebuilding: boolean }>;
  abstract achievements(gameId: string, signal: AbortSignal): Promise<{ id: string; at: number }[]>;
  abstract progress(ids: string[], signal: AbortSignal): Promise<{ id: string; unlocked: { id: string; at: number }[] }[]>;
  abstract playTimes(signal: AbortSignal): Promise<{ id: string; minutes: number }[]>;
  abstract details(gameId: string, signal?: AbortSignal): Promise<{ title: string; installer: string }>;
  abstract friends(): Promise<{ id: string; name: string; avatar: string }[]>;
  abstract presencesOf(ids: string[], signal: AbortSignal): Promise<{ id: string; isOnline: boolean; playing?: string }[]>;
  abstract openPresenceEvents(signal: AbortSignal): Promise<AsyncIterable<{ id: string; isOnline: boolean }>>;
  abstract profiles(
    ids: string[],
    signal: AbortSignal,
  ): Promise<{ id: string; name: string; avatar: string; isFriend: boolean; isOnline: boolean }[]>;
  abstract passes(): Promise<{ name: string; isActive: boolean }[]>;
  abstract gamesIn(pass: string, signal: AbortSignal): Promise<{ id: string; title: string }[]>;
  abstract rooms(): Promise<{ id: string; unread: number }[]>;
  abstract messages(roomId: string, range: { since?: number; from?: string }): Promise<Message[]>;
  abstract send(roomId: string, text: string): Promise<void>;
  abstract markAsRead(roomId: string, messageId: string): Promise<void>;
}
`;

/** Resolves to the files that pages show, by their paths: each page has its own folder, and a step of the tutorial the files so far. */
export async function shownFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const project = new Map<string, string>();
  for (const page of tutorialPages) {
    for (const { name, code } of await blocksOf(page)) if (name !== undefined) project.set(name, code);
    for (const [name, code] of project) files.set(join(folderOf(page), name), code);
  }
  for (const page of sitePages().filter((page) => page.startsWith("docs/guides/") || page === "docs/index.md")) {
    const named = (await blocksOf(page)).filter(({ name }) => name !== undefined);
    if (named.some(({ code }) => code.includes('"./shop.js"'))) files.set(join(folderOf(page), "shop.ts"), SHOP);
    for (const { name = "", code } of named) files.set(join(folderOf(page), name), code);
  }
  return files;
}

/** Returns the folder for the files of a page: `docs/guides/tests.md` has `guides/tests`. */
export const folderOf = (page: string): string => page.replace(/^docs\/|\.md$/g, "");
