"use strict";
/*
 * Stands in for the program Steam: takes an address such as steam://rungameid/440, and writes what it does into the files of its library,
 * with the flags that Steam uses. While the file "hold" exists next to it, updates, downloads and removals do not get on.
 *
 * STEAM_STAND_IN has switches for what the real one does on bad days, such as "seconds=70":
 *   seconds=N  the user ends the game after N seconds
 *   ignore     does nothing, as when somebody has to log in first
 */
const { spawn } = require("node:child_process");
const { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");

const UPDATE_REQUIRED = 2;
const INSTALLED = 4;
const UPDATE_RUNNING = 256;
const UPDATE_STARTED = 1024;
const UNINSTALLING = 2048;
const RUNNING = 8192;

const switches = new Map((process.env.STEAM_STAND_IN ?? "").split(/\s+/).map((text) => text.split("=")));
const commands = { rungameid: run, run, launch: run, install, uninstall };

const [, command, appid] = /^steam:\/\/(\w+)\/(\d+)/.exec(process.argv[2] ?? "") ?? [];
if (!switches.has("ignore")) commands[command]?.();

async function run() {
  const library = libraryOf(appid);
  if (library === undefined) return;
  if ((flagsIn(library) & UPDATE_REQUIRED) !== 0) {
    write(library, INSTALLED | UPDATE_REQUIRED | UPDATE_RUNNING | UPDATE_STARTED);
    await getOn();
  }
  write(library, INSTALLED | RUNNING);
  const env = { ...process.env, GAME_DURATION_S: switches.get("seconds") };
  if (env.GAME_DURATION_S === undefined) delete env.GAME_DURATION_S;
  const game = spawn(process.execPath, [join(folderIn(library), "game.cjs")], { env, stdio: "ignore" });
  game.on("exit", () => write(library, INSTALLED));
}

async function install() {
  if (libraryOf(appid) !== undefined) return;
  const library = __dirname;
  const { [appid]: app } = JSON.parse(readFileSync(join(__dirname, "catalog.json"), "utf8"));
  save(library, { appid, name: app.name, StateFlags: UPDATE_REQUIRED | UPDATE_STARTED, installdir: app.name });
  await getOn();
  mkdirSync(folderIn(library), { recursive: true });
  copyFileSync(join(__dirname, "game.cjs"), join(folderIn(library), "game.cjs"));
  save(library, { ...read(library), StateFlags: INSTALLED, SizeOnDisk: app.size });
}

async function uninstall() {
  const library = libraryOf(appid);
  if (library === undefined) return;
  write(library, INSTALLED | UNINSTALLING);
  await getOn();
  rmSync(folderIn(library), { recursive: true, force: true });
  rmSync(manifestIn(library));
}

/** Takes as long as the test wants. */
async function getOn() {
  while (existsSync(join(__dirname, "hold"))) await sleep(20);
}

function libraryOf() {
  const text = readFileSync(join(__dirname, "steamapps", "libraryfolders.vdf"), "utf8");
  const paths = [...text.matchAll(/"(?:path|\d+)"\s+"([^"]+)"/gi)].map(([, path]) => path.replaceAll("\\\\", "\\"));
  return [__dirname, ...paths].find((library) => existsSync(manifestIn(library)));
}

function manifestIn(library) {
  return join(library, "steamapps", `appmanifest_${appid}.acf`);
}

function folderIn(library) {
  return join(library, "steamapps", "common", read(library).installdir);
}

function flagsIn(library) {
  return Number(read(library).StateFlags);
}

function write(library, StateFlags) {
  save(library, { ...read(library), StateFlags });
}

function read(library) {
  const pairs = readFileSync(manifestIn(library), "utf8").matchAll(/^\t"(\w+)"\t\t"(.*)"$/gm);
  return Object.fromEntries([...pairs].map(([, key, value]) => [key, value]));
}

/** Replaces the file, as Steam does. */
function save(library, values) {
  const lines = Object.entries(values).map(([key, value]) => `\t"${key}"\t\t"${value}"\n`);
  writeFileSync(`${manifestIn(library)}.tmp`, `"AppState"\n{\n${lines.join("")}}\n`);
  renameSync(`${manifestIn(library)}.tmp`, manifestIn(library));
}
