// Measures what open pages cost an import of 50,000 games with 20 achievements each, in time and memory.
// Build first (npm run build), then run: node packages/console/bench/pages.mjs
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { startConsole } from "@galaxy-kit/console";
import { quickTimings, startSimulatedClient } from "@galaxy-kit/simulator";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const scenarios = {
  none: [],
  reading: ["reading"],
  stalled: ["stalled"],
  both: ["reading", "stalled"],
  three: ["reading", "reading", "reading"],
};
const megabytes = (bytes) => Math.round(bytes / 1024 / 1024);

/** Runs in a separate process, so that measurements do not affect each other. */
async function measure(kinds) {
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-bench-"));
  writeFileSync(join(folder, "index.html"), "");
  const integration = { command: process.execPath, args: [here("integration.mjs")] };
  const client = await startSimulatedClient({ integration, timings: quickTimings });
  const console = await startConsole({ client, integration: { name: "bench" }, page: folder });
  const pages = kinds.map((kind) => fork(here("page.mjs"), [console.url, kind]));
  await Promise.all(pages.map((page) => once(page, "message")));

  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  let peak = 0;
  let latest = startedAt;
  let longest = 0;
  const watch = setInterval(() => {
    const now = performance.now();
    peak = Math.max(peak, process.memoryUsage.rss());
    longest = Math.max(longest, now - latest);
    latest = now;
  }, 10);
  await client.waitFor(({ imports }) => imports.achievements?.state === "finished", 600_000);
  const duration = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  // Let the pages receive everything.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  clearInterval(watch);
  const counts = await Promise.all(
    pages.map(async (page) => {
      page.send("report");
      return (await once(page, "message"))[0];
    }),
  );
  process.send({
    "import ms": Math.round(duration),
    "cpu ms": Math.round((cpu.user + cpu.system) / 1000),
    "longest block ms": Math.round(longest),
    "peak MB": megabytes(peak),
    "final MB": megabytes(process.memoryUsage.rss()),
    ...counts[0],
  });
  await console.close();
  await client.close();
  rmSync(folder, { recursive: true });
  process.exit(0);
}

const [wanted] = process.argv.slice(2);
if (process.send) await measure(scenarios[wanted]);
else {
  const results = {};
  for (const name of wanted ? [wanted] : Object.keys(scenarios)) {
    const child = fork(fileURLToPath(import.meta.url), [name]);
    results[name] = (await once(child, "message"))[0];
    await once(child, "exit");
  }
  globalThis.console.table(results);
}
