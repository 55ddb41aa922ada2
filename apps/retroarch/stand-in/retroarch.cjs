"use strict";
/*
 * Stands in for RetroArch: takes its options, reads its retroarch.cfg, refuses what it refuses, and writes the play time of a game when
 * the game is closed. It runs until the user ends it (SIGTERM, or Ctrl-C).
 *
 * RETROARCH_STAND_IN has switches for what the real one does on bad days, such as "fork seconds=5":
 *   seconds=N  the user quits after N seconds
 *   fork       goes on in another process, as an AppImage does
 *   hang       does not react to SIGTERM
 *   crash      ends without writing anything, after `seconds` or at once
 */
const { spawn } = require("node:child_process");
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { homedir } = require("node:os");
const { basename, dirname, extname, join, parse, resolve } = require("node:path");
const { parseArgs } = require("node:util");

const OPTIONS = {
  libretro: { type: "string", short: "L" },
  config: { type: "string", short: "c" },
  fullscreen: { type: "boolean", short: "f" },
  verbose: { type: "boolean", short: "v" },
  "log-file": { type: "string" },
  menu: { type: "boolean" },
  version: { type: "boolean" },
};
const startedAt = Date.now();
const switches = new Map((process.env.RETROARCH_STAND_IN ?? "").split(/\s+/).map((text) => text.split("=")));

main();

function main() {
  const { values: options, positionals } = readArguments();
  if (options.version) return console.log("RetroArch: Frontend for libretro -- v1.21.0");
  if (switches.has("fork") && !process.env.RETROARCH_STAND_IN_FORKED) return fork();
  const [content] = positionals;
  if (content === undefined) return fail("there is no menu here: name a core and a game");
  if (options.libretro === undefined || !existsSync(options.libretro)) {
    return fail(`[Core]: Failed to open libretro core: "${options.libretro ?? ""}"`);
  }
  if (!existsSync(fileOf(content))) return fail(`[Content]: Could not read content file "${content}".`);
  play(options, content);
}

function play({ libretro, config: file = join(__dirname, "retroarch.cfg") }, content) {
  const config = readConfig(file);
  const quit = () => {
    for (const folder of logFolders(config, libretro)) writePlayTime(folder, content);
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, switches.has("hang") ? () => {} : quit);
  const seconds = switches.get("seconds");
  if (switches.has("crash")) setTimeout(() => process.abort(), Number(seconds ?? 0) * 1000);
  else if (seconds !== undefined) setTimeout(quit, Number(seconds) * 1000);
  setInterval(() => {}, 60_000);
}

function fork() {
  const env = { ...process.env, RETROARCH_STAND_IN_FORKED: "1" };
  spawn(process.execPath, process.argv.slice(1), { env, detached: true, stdio: "ignore" }).unref();
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return fail(error.message);
  }
}

function fail(message) {
  console.error(`[ERROR] ${message}`);
  process.exit(1);
}

/** `archive.zip#member` → `archive.zip` */
function fileOf(content) {
  return /^(.*\.(?:zip|7z|apk))#/i.exec(content)?.[1] ?? content;
}

function readConfig(file) {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split(/\r?\n/) : [];
  const pairs = lines.map((line) => /^(\w+) = "(.*)"$/.exec(line)).filter((match) => match !== null);
  const values = new Map(pairs.map(([, key, value]) => [key, value]));
  return {
    isOn: (key) => values.get(key) === "true",
    folder(key, usual) {
      const value = values.get(key) ?? "default";
      const path = value === "default" || value === "" ? usual : value;
      return resolve(dirname(file), path.replace(/^~/, homedir()).replace(/^:/, __dirname));
    },
  };
}

/** A log for each core, one for all of them, or both, as the user wants it. */
function logFolders(config, core) {
  const playlists = config.folder("playlist_directory", "playlists");
  const logs = config.folder("runtime_log_directory", join(playlists, "logs"));
  return [
    ...(config.isOn("content_runtime_log") ? [join(logs, nameOf(core, config))] : []),
    ...(config.isOn("content_runtime_log_aggregate") ? [logs] : []),
  ];
}

/** The name of a core is in its .info file. */
function nameOf(core, config) {
  const name = basename(core, extname(core));
  const info = join(config.folder("libretro_info_path", "info"), `${name}.info`);
  const text = existsSync(info) ? readFileSync(info, "utf8") : "";
  return /^corename = "(.*)"$/m.exec(text)?.[1] ?? name;
}

function writePlayTime(folder, content) {
  const file = join(folder, `${parse(content.slice(content.lastIndexOf("#") + 1)).name}.lrtl`);
  const before = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { runtime: "0:00:00" };
  const [hours, minutes, seconds] = before.runtime.split(":").map(Number);
  const total = hours * 3600 + minutes * 60 + seconds + Math.round((Date.now() - startedAt) / 1000);
  const log = { version: "1.0", runtime: clock(total), last_played: localTime(new Date()) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(log, undefined, 2));
}

function clock(seconds) {
  return [Math.floor(seconds / 3600), two(Math.floor(seconds / 60) % 60), two(seconds % 60)].join(":");
}

function localTime(date) {
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":")}`;
}

function two(number) {
  return String(number).padStart(2, "0");
}
