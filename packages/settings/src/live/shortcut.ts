import { chmod } from "node:fs/promises";
import { dirname, join } from "node:path";
import { token } from "@galaxy-kit/sdk";
import { readFileIfExists, replaceFile } from "@galaxy-kit/state";
import type { LiveSettings } from "./live-settings.js";

/** How this integration was started. */
export interface OwnProgram {
  readonly platform: NodeJS.Platform;
  readonly node: string;
  readonly script: string;
  /** Variables that decide which integration it is. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** This integration, as it was started. */
export const OWN_PROGRAM = token<OwnProgram>("OWN_PROGRAM", {
  make: () => ({ platform: process.platform, node: process.execPath, script: process.argv[1] ?? "", env: process.env }),
});

const KEPT_VARIABLES = ["GALAXY_KIT_DATA_DIR", "GALAXY_KIT_VARIANT"];

/** Writes a program next to the settings file that shows the form: GALAXY itself has no button for it. */
export async function writeShortcut({ path, declaration }: LiveSettings, program: OwnProgram): Promise<void> {
  const name = `Settings of ${declaration.options.title}`.replace(/[^\p{L}\p{N} ._-]+/gu, "");
  const shortcut = join(dirname(path), `${name}${EXTENSIONS[program.platform] ?? ".sh"}`);
  const content = program.platform === "win32" ? batchFile(program) : shellScript(program);
  if ((await readFileIfExists(shortcut)) === content) return;
  await replaceFile(shortcut, content, { mode: 0o700 });
  // A file that exists keeps its permissions.
  await chmod(shortcut, 0o700);
}

const EXTENSIONS: Partial<Record<NodeJS.Platform, string>> = { win32: ".cmd", darwin: ".command" };

function variables({ env }: OwnProgram): readonly (readonly [name: string, value: string])[] {
  const kept = KEPT_VARIABLES.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return [["GALAXY_KIT_LOG_LEVEL", "warn"], ...kept];
}

function shellScript(program: OwnProgram): string {
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const env = variables(program).map(([name, value]) => `${name}=${quote(value)}`);
  return `#!/bin/sh\n${[...env, "exec", quote(program.node), quote(program.script), "--settings"].join(" ")}\n`;
}

function batchFile(program: OwnProgram): string {
  // The only character that is special within quotation marks.
  const escape = (text: string): string => text.replaceAll("%", "%%");
  const lines = [
    "@echo off",
    "chcp 65001 >nul",
    ...variables(program).map(([name, value]) => `set "${name}=${escape(value)}"`),
    `"${escape(program.node)}" "${escape(program.script)}" --settings`,
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}
