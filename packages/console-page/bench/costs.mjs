// Measures what `galaxy-kit dev` and its page cost with 50,000 games and 200,000 messages: time, frames and memory.
// Build first (npm run build), then run: node packages/console-page/bench/costs.mjs
// It needs a Chromium. The memory of the process is read on Linux only.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { findBrowser } from "@galaxy-kit/simulator";
import { chromium } from "playwright-core";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const megabytes = (bytes) => Math.round(bytes / 1024 / 1024);

/** A project without a build: a package.json, and an entry that loads the shop. */
function createProject() {
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-bench-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bench", galaxyKit: { entry: "main.mjs" } }));
  writeFileSync(join(folder, "main.mjs"), `import ${JSON.stringify(new URL("shop.mjs", import.meta.url))};\n`);
  return folder;
}

/** Starts `galaxy-kit dev`, and resolves to its process and the address of its page. */
async function startDev(folder) {
  const args = [here("../../cli/dist/main.js"), "dev", folder, "--no-open", "--fresh", "--timings", "quick"];
  const nodeOptions = process.env.BENCH_NODE_OPTIONS?.split(" ") ?? [];
  const dev = spawn(process.execPath, [...nodeOptions, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, XDG_STATE_HOME: folder },
  });
  const lines = createInterface(dev.stdout);
  const url = await new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const address = /http:\/\/127\.0\.0\.1\S+/.exec(line)?.[0];
      if (address) resolve(address);
    });
    dev.once("exit", () => reject(new Error("`galaxy-kit dev` has ended")));
  });
  return { dev, url };
}

function memoryOf(pid, field) {
  try {
    return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
  } catch {
    return NaN;
  }
}

/** Processor time, in seconds. */
function cpuOf(pid) {
  try {
    const [, fields] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const [user, system] = fields.split(" ").slice(11, 13).map(Number);
    return (user + system) / 100;
  } catch {
    return NaN;
  }
}

/** Runs in the page: the durations of frames, in milliseconds, while `step` is called for each. */
const measureFrames = async ({ frames, scroll }) => {
  const list = scroll && document.querySelector(scroll);
  const scroller = list && (list.querySelector("[class*=scroller]") ?? list);
  const durations = [];
  let latest = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < frames; frame++) {
    if (scroller) scroller.scrollTop += 300;
    const now = await new Promise(requestAnimationFrame);
    durations.push(now - latest);
    latest = now;
  }
  return durations;
};

function summary(durations) {
  const sorted = durations.toSorted((one, other) => one - other);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] * 10) / 10;
  // A frame is dropped when one takes as long as two at 60 Hz.
  return { median: at(0.5), p95: at(0.95), max: at(1), dropped: durations.filter((each) => each > 30).length };
}

const results = {};
const folder = createProject();
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath: findBrowser(), args });
const { dev, url } = await startDev(folder);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const inspector = await page.context().newCDPSession(page);
  await inspector.send("Performance.enable", { timeDomain: "threadTicks" });
  /** How long the main thread of the page has worked, without waiting for a processor. */
  const busySeconds = async () => {
    const { metrics } = await inspector.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value;
  };
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  await page.goto(url);
  await page.getByRole("tab", { name: "Journal" }).waitFor();
  results["tabs ms"] = elapsed();
  const games = page.getByRole("listbox", { name: "Games" });
  await games.getByRole("option").first().waitFor();
  results["first card ms"] = elapsed();
  await page.getByRole("tab", { name: "Imports" }).click();
  await page.waitForFunction(
    () => document.querySelectorAll("[role=tabpanel] tbody [data-tone=good]").length >= 5,
    null,
    {
      timeout: 300_000,
      polling: 100,
    },
  );
  results["everything imported ms"] = elapsed();
  results["dev CPU s until then"] = cpuOf(dev.pid);
  await page.getByRole("tab", { name: "Journal" }).click();
  // The journal arrives in batches.
  await page.waitForTimeout(5_000);
  /** Frames, and how long the main thread works for each, which hardly depends on anything else that runs. */
  const measure = async (name, options) => {
    const before = await busySeconds();
    const durations = await page.evaluate(measureFrames, options);
    const busy = ((await busySeconds()) - before) * 1_000;
    results[name] = { ...summary(durations), "busy ms per frame": Math.round((busy / durations.length) * 10) / 10 };
  };
  await measure("scroll the grid", { frames: 240, scroll: "[aria-label=Games]" });
  await measure("scroll the journal", { frames: 240, scroll: "[aria-label=Messages]" });
  const jump = page.getByRole("button", { name: "Jump to latest" });
  if (await jump.isVisible()) await jump.click();
  await page.getByRole("button", { name: "Launch client" }).click();
  await measure("300 messages a second", { frames: 480 });
  await inspector.send("HeapProfiler.enable");
  await inspector.send("HeapProfiler.collectGarbage");
  results["page heap MB"] = megabytes((await inspector.send("Runtime.getHeapUsage")).usedSize);
  const second = await browser.newPage();
  const opened = performance.now();
  await second.goto(url);
  await second.getByRole("listbox", { name: "Games" }).getByRole("option").first().waitFor();
  results["first card of a second page ms"] = Math.round(performance.now() - opened);
  await second.close();
  results["page nodes"] = await page.evaluate(() => document.querySelectorAll("*").length);
  results["dev now MB"] = megabytes(memoryOf(dev.pid, "VmRSS"));
  results["dev peak MB"] = megabytes(memoryOf(dev.pid, "VmHWM"));
  if (process.env.BENCH_SCREENSHOT) await page.screenshot({ path: process.env.BENCH_SCREENSHOT });
} finally {
  await browser.close();
  const ended = new Promise((resolve) => dev.once("exit", resolve));
  dev.kill("SIGINT");
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
for (const [name, value] of Object.entries(results)) {
  const text = typeof value === "object" ? JSON.stringify(value) : value;
  process.stdout.write(`${name.padEnd(34)}${text}\n`);
}
