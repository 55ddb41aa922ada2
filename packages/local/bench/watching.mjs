// Measures what it costs to watch 2,000 install folders among 400 processes, as part of one core. The clock of the integration is
// moved, and the CPU time that this takes is divided by the time that passed on it.
// Build first (npm run build), then run: node packages/local/bench/watching.mjs
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { GameTracker, InstalledGames } from "@galaxy-kit/local";
import { GalaxyPlugin, NoLogin, Platform } from "@galaxy-kit/sdk";
import { startTestPlugin } from "@galaxy-kit/testing";

const FOLDERS = 2000;
const PROCESSES = 400;
const MINUTES = 10;

const root = mkdtempSync(join(tmpdir(), "galaxy-kit-bench-"));
const games = Array.from({ length: FOLDERS }, (_, index) => ({
  gameId: `game-${index}`,
  folder: join(root, `Publisher ${index % 50}`, `The Game Number ${index}`),
}));
for (const { folder } of games) mkdirSync(folder, { recursive: true });
const sleepers = Array.from({ length: PROCESSES }, () => spawn("sleep", ["3600"], { stdio: "ignore" }));

async function measure(installed) {
  class Shelf {
    installed() {
      return installed.map((game) => ({ ...game }));
    }
  }
  const decorate = (decorator, name) =>
    decorator(Shelf.prototype, name, Object.getOwnPropertyDescriptor(Shelf.prototype, name));
  decorate(InstalledGames({ refresh: "5s" }), "installed");
  NoLogin()(Shelf);
  GalaxyPlugin({ platform: Platform.Test })(Shelf);

  const galaxy = await startTestPlugin(Shelf, { timeLimit: "60s" });
  await galaxy.importLocalGames();
  await galaxy.clock.advance("1m"); // the first looks compile the code and examine every process
  const before = process.cpuUsage();
  await galaxy.clock.advance(`${MINUTES}m`);
  const { user, system } = process.cpuUsage(before);
  const seen = galaxy.get(GameTracker).state.processes;
  await galaxy.close();
  return { percent: ((user + system) / (MINUTES * 60_000_000)) * 100, seen };
}

try {
  const nothing = await measure([]);
  const everything = await measure(games);
  const text = (percent) => `${percent.toFixed(2)} % of one core`;
  console.log(`nothing installed: ${text(nothing.percent)}`);
  console.log(`${FOLDERS} folders among ${everything.seen} processes: ${text(everything.percent)}`);
} finally {
  for (const sleeper of sleepers) sleeper.kill();
  rmSync(root, { recursive: true, force: true });
}
