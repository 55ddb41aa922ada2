import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Client } from "./client.js";
import { Integration } from "./integration.js";
import { Library } from "./library.js";
import { keepBusy } from "./load.js";
import { renderReport } from "./report.js";
import type { Sample } from "./sample.js";
import { judge } from "./verdict.js";

const INTERVAL_MILLISECONDS = 1000;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { minutes: { type: "string", default: "10" } } });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) {
    process.stderr.write(`--minutes is a number above zero, found ${JSON.stringify(values.minutes)}\n`);
    return 2;
  }
  const library = await Library.create();
  try {
    return await soak(library, minutes * 60);
  } finally {
    await library.remove();
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
    await pause(INTERVAL_MILLISECONDS);
    samples.push(await integration.sample());
    if (process.stderr.isTTY) process.stderr.write(`\r${Math.ceil((end - performance.now()) / 1000)} s to go `);
  }
  return samples;
}
