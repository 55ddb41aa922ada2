import { setTimeout } from "node:timers/promises";
import { CommandError } from "../command-line/command-error.js";
import { findInstalled } from "../installed/find-installed.js";
import { readInstalled } from "../installed/read-installed.js";
import { interruption } from "../terminal/interruption.js";
import { onOneLine, printableLine } from "../terminal/text.js";
import type { DoctorFolders } from "./folders.js";
import { logPath } from "./folders.js";
import { LogReader } from "./log-reader.js";

const LAST_LINES = 50;
/** Not every file system tells of changes. */
const LOOK_EVERY_MS = 250;

/** Prints the end of an integration's log, and what is written to it until the user has seen enough. */
export async function showLog(wanted: string, { plugins, logs }: DoctorFolders, follow: boolean): Promise<void> {
  if (plugins === undefined || logs === undefined) {
    throw new CommandError(
      `There is no GALAXY for ${process.platform}: --in DIR and --logs DIR name the folders of integrations and logs.`,
    );
  }
  const { manifest, folderName } = await findInstalled(wanted, await readInstalled(plugins));
  if (!manifest)
    throw new CommandError(
      `${onOneLine(folderName)} has no readable manifest.json, so that GALAXY does not start it and there is no log.`,
    );
  const path = logPath(logs, manifest);
  const reader = new LogReader(path);
  const last = await reader.read();
  if (!reader.hasFile) {
    if (!follow) throw new CommandError(`There is no log ${path}: GALAXY writes one when it starts the integration.`);
    process.stdout.write(`There is no log ${path} yet.\n`);
  }
  print(last.slice(-LAST_LINES));
  if (follow) await printWhatComes(reader, interruption());
  else if (reader.unfinished !== "") print([reader.unfinished]);
}

async function printWhatComes(reader: LogReader, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    print(await reader.read());
  }
}

function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${printableLine(line)}\n`).join(""));
}
