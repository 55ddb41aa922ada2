import { setTimeout as pause } from "node:timers/promises";
import { defineCommand, runCommand, UsageError } from "@galaxy-kit/cli";
import { Client } from "./client.js";
import { Integration } from "./integration.js";
import { Library } from "./library.js";
import { keepBusy } from "./load.js";
import { renderReport } from "./report.js";
import type { Sample } from "./sample.js";
import { judge } from "./verdict.js";

const INTERVAL_MS = 1000;
/** The first third of a run is not judged: by its end code is compiled and caches are full. */
const LEAST_MINUTES = 3;

const command = defineCommand({
  summary: "Keeps the folder library busy, and fails when its memory, handles or listeners grow.",
  options: { minutes: { type: "string", value: "N", description: `how long, ${LEAST_MINUTES} or more (default: 10)` } },
  run: async ({ minutes = "10" }) => {
    if (!(Number(minutes) >= LEAST_MINUTES)) {
      throw new UsageError(
        `--minutes takes ${LEAST_MINUTES} or more, as an integration grows in its first minute; found '${minutes}'.`,
      );
    }
    const library = await Library.create();
    try {
      return await soak(library, Number(minutes) * 60);
    } finally {
      await library.remove();
    }
  },
});

process.exitCode = await runCommand(command, process.argv.slice(2), "npm run soak --");

async function soak(library: Library, seconds: number): Promise<number> {
  const integration = await Integration.start(library.folder);
  const stop = new AbortController();
  try {
    const load = keepBusy(new Client(integration.socket), library, stop.signal);
    load.catch(() => undefined);
    const samples = await Promise.race([takeSamples(integration, seconds), integration.crashed, load.then(() => [])]);
    stop.abort();
    const findings = judge(samples);
    process.stdout.write(renderReport(findings, await load, seconds));
    for (const complaint of integration.complaints.slice(0, 5)) process.stdout.write(`It complained: ${complaint}\n`);
    return findings.every(({ isFlat }) => isFlat) && integration.complaints.length === 0 ? 0 : 1;
  } finally {
    stop.abort();
    await integration.end();
  }
}

async function takeSamples(integration: Integration, seconds: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    await pause(INTERVAL_MS);
    samples.push(await integration.sample());
    if (process.stderr.isTTY) process.stderr.write(`\r${Math.ceil((end - performance.now()) / 1000)} s to go `);
  }
  return samples;
}
