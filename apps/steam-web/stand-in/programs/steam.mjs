/*
 * Stands in for the program Steam: takes the folder of Steam and an address such as steam://rungameid/440, and writes what it does into the
 * files of the library, with the flags that Steam uses. While the folder has a file "hold", updates, downloads and removals do not get on.
 *
 * STEAM_STAND_IN has switches for what the real one does on bad days, such as "seconds=70":
 *   seconds=N  the user ends the game after N seconds
 *   ignore     does nothing, as when someone has to log in first
 */
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const GAME = join(dirname(fileURLToPath(import.meta.url)), "game.cjs");
const UPDATE_REQUIRED = 2;
const INSTALLED = 4;
const UPDATE_RUNNING = 256;
const UPDATE_STARTED = 1024;
const UNINSTALLING = 2048;
const RUNNING = 8192;

const switches = new Map((process.env.STEAM_STAND_IN ?? "").split(/\s+/).map((text) => text.split("=")));
const commands = { rungameid: run, run, launch: run, install, uninstall };

const [, , steam, address = ""] = process.argv;
const [, command, appid] = /^steam:\/\/(\w+)\/(\d+)/.exec(address) ?? [];
if (!switches.has("ignore")) await commands[command]?.();

async function run() {
  const library = libraryOf();
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
  if (libraryOf() !== undefined) return;
  const library = steam;
  const { [appid]: app } = JSON.parse(readFileSync(join(steam, "catalog.json"), "utf8"));
  save(library, { appid, name: app.name, StateFlags: UPDATE_REQUIRED | UPDATE_STARTED, installdir: app.name });
  await getOn();
  const folder = folderIn(library);
  mkdirSync(folder, { recursive: true });
  copyFileSync(GAME, join(folder, "game.cjs"));
  save(library, { ...read(library), StateFlags: INSTALLED, SizeOnDisk: app.size });
}

async function uninstall() {
  const library = libraryOf();
  if (library === undefined) return;
  write(library, INSTALLED | UNINSTALLING);
  await getOn();
  rmSync(folderIn(library), { recursive: true, force: true });
  rmSync(manifestIn(library));
}

/** Takes as long as the test wants. */
async function getOn() {
  while (existsSync(join(steam, "hold"))) await sleep(20);
}

function libraryOf() {
  const others = valuesIn(join(steam, "steamapps", "libraryfolders.vdf")).map(([, value]) => value);
  return [steam, ...others].find((library) => existsSync(manifestIn(library)));
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
  return Object.fromEntries(valuesIn(manifestIn(library)));
}

/** The names and values in a file, wherever they are nested. */
function valuesIn(file) {
  const pairs = readFileSync(file, "utf8").matchAll(/"(\w+)"\s+"((?:[^"\\]|\\.)*)"/g);
  return Array.from(pairs, ([, name, value]) => [name, value.replaceAll("\\\\", "\\")]);
}

/** Replaces the file, as Steam does. */
function save(library, values) {
  const lines = Object.entries(values).map(([key, value]) => `\t"${key}"\t\t"${value}"\n`);
  writeFileSync(`${manifestIn(library)}.tmp`, `"AppState"\n{\n${lines.join("")}}\n`);
  renameSync(`${manifestIn(library)}.tmp`, manifestIn(library));
}
