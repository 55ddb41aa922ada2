import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { basename, resolve } from "node:path";
import { promisify } from "node:util";
import { Platform } from "@galaxy-kit/protocol";
import type { TemplateName } from "../project/templates.js";

/** The facts needed to create an integration. */
export interface Answers {
  readonly folder: string;
  readonly name: string;
  readonly platform: Platform;
  readonly author: string;
  readonly template: TemplateName;
}

/** The answers given on the command line. */
export type GivenAnswers = { readonly [Name in keyof Answers]: Answers[Name] | undefined };

export const defaultFolder = "my-integration";

/** Completes the answers with defaults. */
export async function withDefaults({ folder = defaultFolder, ...given }: GivenAnswers): Promise<Answers> {
  return {
    folder,
    name: given.name ?? defaultName(folder),
    platform: given.platform ?? Platform.Test,
    author: given.author ?? (await defaultAuthor()),
    template: given.template ?? "minimal",
  };
}

/** Returns `My Shelf` for `my-shelf`. */
export function defaultName(folder: string): string {
  const words = basename(resolve(folder))
    .split(/[\s_-]+/)
    .filter((word) => word !== "");
  return words.map((word) => word.replace(/^./u, (first) => first.toUpperCase())).join(" ");
}

export async function defaultAuthor(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("git", ["config", "user.name"], { windowsHide: true });
    if (stdout.trim() !== "") return stdout.trim();
  } catch {
    // Git is not installed or has no user name.
  }
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
