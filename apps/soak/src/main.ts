import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Client } from "./client.js";
import { Integration } from "./integration.js";
import { Library } from "./library.js";
import { keepBusy } from "./load.js";
import { renderReport } from "./report.js";
import type { Sample } from "./sample.js";
import { judge } from "./verdict.js";

const SAMPLE_INTERVAL_MS = 1000;
/** The first third of a run is not judged: until then, code is being compiled and caches are filling up. */
const MIN_MINUTES = 3;

const HELP = `Keeps the folder library busy, and fails if its memory, handles or listeners grow.

  npm run soak -- [--minutes N]

Options:
  --minutes N  how long to run, at least ${MIN_MINUTES} (default: 10)
  --help       show this help
`;

/** Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const minutes = parseMinutes(args);
  if (typeof minutes !== "number") {
    process[minutes.exitCode === 0 ? "stdout" : "stderr"].write(minutes.text);
    return minutes.exitCode;
  }
  const library = await Library.create();
  try {
    return await soak(library, minutes * 60);
  } finally {
    await library.remove();
  }
}

/** Returns the minutes, or what to print instead. */
function parseMinutes(args: readonly string[]): number | { readonly text: string; readonly exitCode: number } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { minutes: { type: "string", default: "10" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) return { text: HELP, exitCode: 0 };
    if (Number(values.minutes) >= MIN_MINUTES) return Number(values.minutes);
    const reason = `--minutes must be at least ${MIN_MINUTES}, because an integration grows in its first minute`;
    return { text: `${reason}, but found '${values.minutes}'.\n`, exitCode: 2 };
  } catch (error) {
    return { text: `${(error as Error).message}\n`, exitCode: 2 };
  }
}

async function soak(library: Library, seconds: number): Promise<number> {
  const integration = await Integration.start(library.folder);
  const stop = new AbortController();
  try {
    const load = keepBusy(new Client(integration.socket), library, stop.signal);
    load.catch(() => undefined);
    const samples = await Promise.race([takeSamples(integration, seconds), integration.crashed, load.then(() => [])]);
    stop.abort();
    const verdicts = judge(samples);
    process.stdout.write(renderReport(verdicts, await load, seconds));
    for (const line of integration.warnings.slice(0, 5)) process.stdout.write(`The integration logged: ${line}\n`);
    return verdicts.every(({ isFlat }) => isFlat) && integration.warnings.length === 0 ? 0 : 1;
  } finally {
    stop.abort();
    await integration.end();
  }
}

async function takeSamples(integration: Integration, seconds: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    await sleep(SAMPLE_INTERVAL_MS);
    samples.push(await integration.sample());
    if (process.stderr.isTTY) process.stderr.write(`\r${Math.ceil((end - performance.now()) / 1000)} s left `);
  }
  return samples;
}

process.exitCode = await main(process.argv.slice(2));
