/*
 * Creates a folder with a portable RetroArch, its playlists, and files that stand in for games, as they are found in the field: in all
 * formats, with what is known to go wrong. `node create-library.mjs FOLDER [GAMES]` writes ten playlists with GAMES games each.
 */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";

const [folder, games = "4"] = process.argv.slice(2);
const EXTENSION = { win32: "dll", darwin: "dylib" }[process.platform] ?? "so";
const HOME = join(folder, "RetroArch");

/** The systems: a core and its name, the extension of the games, and what is special about the playlist. */
const SYSTEMS = {
  "Nintendo - Nintendo Entertainment System": { core: "mesen", name: "Mesen", extension: "nes", isZipped: true },
  "Nintendo - Super Nintendo Entertainment System": { core: "snes9x", name: "Snes9x", extension: "sfc", form: asLines },
  "Nintendo - Nintendo 64": { core: "mupen64plus_next", name: "Mupen64Plus-Next", extension: "z64", form: withMark },
  "Nintendo - Game Boy": { core: "gambatte", name: "Gambatte", extension: "gb", form: withDefaultCore },
  "Nintendo - Game Boy Color": { core: "gambatte", name: "Gambatte", extension: "gbc" },
  "Sony - PlayStation": { core: "swanstation", name: "SwanStation", extension: "chd", form: compressed },
  "Sega - Mega Drive - Genesis": { core: "genesis_plus_gx", name: "Genesis Plus GX", extension: "md", form: relative },
  "Sega - Saturn": { core: "kronos", name: "Kronos", extension: "cue", form: portable },
  "Sega - Dreamcast": { core: "flycast", name: "Flycast", extension: "gdi" },
  // Not a platform of GALAXY.
  DOS: { core: "dosbox_pure", name: "DOSBox-pure", extension: "exe" },
};

const FIRST = ["Amber", "Hollow", "Tin", "Northern", "Quiet", "Copper", "Paper", "Salt", "Winter", "Glass"];
const LAST = ["Harbor", "Comet", "Foundry", "Orchard", "Signal", "Lantern", "Cavern", "Tram", "Meadow", "Clockwork"];
const REGIONS = ["(World)", "(USA)", "(Europe) (En,Fr,De)", "(Japan) (Rev 1) [!]"];

const config = {
  playlist_directory: ":/playlists",
  libretro_directory: ":/cores",
  libretro_info_path: ":/info",
  runtime_log_directory: "default",
  content_runtime_log: "true",
  content_runtime_log_aggregate: "false",
};
write(
  join(HOME, "retroarch.cfg"),
  Object.entries(config)
    .map(([key, value]) => `${key} = "${value}"\n`)
    .join(""),
);
copyFileSync(new URL("retroarch.cjs", import.meta.url), join(HOME, "retroarch.cjs"));

const firstOfEach = Object.entries(SYSTEMS).map(([system, { core, name, extension, isZipped, form = asJson }], row) => {
  write(corePath(core), "a core\n");
  write(join(HOME, "info", `${core}_libretro.info`), `corename = "${name}"\ndatabase = "${system}"\n`);
  const item = (name, label = name) => {
    const file = join(folder, "roms", extension, `${name}.${isZipped ? "zip" : extension}`);
    const path = isZipped ? `${file}#${name}.${extension}` : file;
    return { path, label, core_path: "DETECT", core_name: "DETECT", crc32: "DETECT", db_name: `${system}.lpl` };
  };
  const items = Array.from({ length: Number(games) }, (_, column) => item(nameOf(row, column)));
  items.push(item("Nameless (World)", ""));
  for (const { path } of items) write(path.replace(/#.*/, ""), "a game\n");
  items.push(item("Lost Disk (World)"));
  write(join(HOME, "playlists", `${system}.lpl`), form(items, system));
  return items[0];
});

// RetroArch's own lists, and one that the user has made, have the same games once more.
for (const name of ["content_history", "content_favorites", "Weekend"]) {
  write(join(HOME, "playlists", `${name}.lpl`), asJson(firstOfEach.map((item) => ({ ...item, core_name: "builtin" }))));
}
writePlayTime("Mesen", nameOf(0, 0), "12:05:09");
writePlayTime("Nestopia", nameOf(0, 0), "100:00:51");

function nameOf(row, column) {
  const number = column < FIRST.length ? "" : ` ${column}`;
  const title = `${FIRST[(row + column) % FIRST.length]} ${LAST[(row * 3 + column) % LAST.length]}${number}`;
  return `${title} ${REGIONS[column % REGIONS.length]}`;
}

function asJson(items, _system, more = {}) {
  const head = {
    version: "1.5",
    default_core_path: "",
    default_core_name: "",
    base_content_directory: "",
    sort_mode: 0,
  };
  return JSON.stringify({ ...head, ...more, items }, undefined, 2);
}

/** Before RetroArch 1.7.6, a playlist had six lines for each game. */
function asLines(items) {
  const lines = items.flatMap((item) =>
    ["path", "label", "core_path", "core_name", "crc32", "db_name"].map((key) => item[key]),
  );
  return `${lines.join("\n")}\ndefault_core_path = "${corePath("snes9x")}"\ndefault_core_name = "Snes9x"\n`;
}

function withMark(items, system) {
  return `\uFEFF${asJson(items, system)}`;
}

function withDefaultCore(items, system) {
  return asJson(items, system, { default_core_path: corePath("gambatte"), default_core_name: "Gambatte" });
}

/** Paths are relative to a folder. */
function relative(items, system) {
  const base = join(folder, "roms");
  const inBase = items.map((item) => ({ ...item, path: item.path.slice(base.length + 1) }));
  return asJson(inBase, system, { base_content_directory: base });
}

/** Paths are relative to the program. */
function portable(items, system) {
  return asJson(
    items.map((item) => ({ ...item, path: item.path.replace(folder, ":/..") })),
    system,
  );
}

/** With `playlist_compression = "true"`: a header, then chunks of zlib. */
function compressed(items, system) {
  const content = Buffer.from(asJson(items, system));
  const size = 256;
  const header = Buffer.alloc(20);
  header.write("#RZIPv\u0001#", "latin1");
  header.writeUInt32LE(size, 8);
  header.writeBigUInt64LE(BigInt(content.length), 12);
  const chunks = [header];
  for (let at = 0; at < content.length; at += size) {
    const chunk = deflateSync(content.subarray(at, at + size));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(chunk.length);
    chunks.push(length, chunk);
  }
  return Buffer.concat(chunks);
}

function corePath(core) {
  return join(HOME, "cores", `${core}_libretro.${EXTENSION}`);
}

function writePlayTime(core, game, runtime) {
  const log = { version: "1.0", runtime, last_played: "2026-11-28 21:14:07" };
  write(join(HOME, "playlists", "logs", core, `${game}.lrtl`), JSON.stringify(log, undefined, 2));
}

function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
