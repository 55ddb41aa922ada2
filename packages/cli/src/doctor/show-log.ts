import { setTimeout } from "node:timers/promises";
import { CommandError } from "../command-line/command-error.js";
import { findInstalled } from "../installed/find-installed.js";
import { readInstalled } from "../installed/read-installed.js";
import { interruption } from "../terminal/interruption.js";
import { onOneLine, printableLine } from "../terminal/text.js";
import type { DoctorFolders } from "./folders.js";
import { logPath } from "./folders.js";
import { LogReader } from "./log-reader.js";

const SHOWN_LINES = 50;
/** Polls, since not every file system reports changes. */
const POLL_INTERVAL_MS = 250;

/** Prints the end of an integration's log and, with `follow`, every new line until the user interrupts it. */
export async function showLog(wanted: string, { plugins, logs }: DoctorFolders, follow: boolean): Promise<void> {
  if (plugins === undefined || logs === undefined) {
    throw new CommandError(`GALAXY does not run on ${process.platform}. Use --plugins-dir DIR and --logs-dir DIR.`);
  }
  const { manifest, folderName } = await findInstalled(wanted, await readInstalled(plugins));
  if (!manifest)
    throw new CommandError(
      `${onOneLine(folderName)} has no readable manifest.json, so GALAXY does not start it and there is no log.`,
    );
  const path = logPath(logs, manifest);
  const reader = new LogReader(path);
  const last = await reader.read();
  if (!reader.hasFile) {
    if (!follow) throw new CommandError(`No log at ${path}. GALAXY creates it when it starts the integration.`);
    process.stdout.write(`No log at ${path} yet.\n`);
  }
  print(last.slice(-SHOWN_LINES));
  if (follow) await printNewLines(reader, interruption());
  else if (reader.unfinished !== "") print([reader.unfinished]);
}

async function printNewLines(reader: LogReader, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await setTimeout(POLL_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
    print(await reader.read());
  }
}

function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${printableLine(line)}\n`).join(""));
}
