/*
 * Creates the folder of an itch app as it is found in the field: butler with its chosen version, its database, and installed games that run.
 * `node create-itch.mjs FOLDER [KEYS]` creates FOLDER/itch and FOLDER/games, and FOLDER/site.json, which is what itch.io knows.
 */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { createSite } from "./site.mjs";

// Optimizing the code of SQLite would take longer than everything it does here.
setFlagsFromString("--liftoff-only");
const { Database } = createRequire(import.meta.url)("node-sqlite3-wasm");

const [folder, keys = "600"] = process.argv.slice(2);
const VERSION = "15.26.0";
/** How many keys the app knew when it was last open. It has to ask itch.io for the others. */
const KNOWN = 40;

const site = createSite(Number(keys));
write(join(folder, "site.json"), JSON.stringify(site));

const butler = join(folder, "itch", "broth", "butler");
write(join(butler, ".chosen-version"), `${VERSION}\n`);
const daemon = new URL("butlerd.mjs", import.meta.url).href;
script(join(butler, "versions", VERSION, "butler"), `import(${JSON.stringify(daemon)});`);

const location = join(folder, "games");
const database = open(join(folder, "itch", "db", "butler.db"));

insert("users", { ...pick(site.user, "id username display_name url cover_url"), still_cover_url: "" });
insert("profiles", {
  id: site.user.id,
  api_key: "the0key0of0the0app",
  last_connected: "2026-11-28T19:00:00Z",
  user_id: site.user.id,
});
insert("install_locations", { id: "a0", path: location });
for (const game of site.games) if (isKnown(game)) insert("games", rowOf(game));
for (const key of site.keys.slice(0, KNOWN))
  insert("download_keys", pick(key, "id game_id created_at updated_at owner_id"));

const upload = { type: "default", filename: "game.zip", storage: "hosted", size: 1000 };
const played = { seconds_run: 5430, last_touched_at: "2026-11-27T20:15:00.5Z" };
/** Starts, and runs until it is closed. */
install(0, { ...played, folder: "Paper Lighthouse", installed_size: 120_000_000 });
/** Has been played on this computer for longer than itch.io knows. */
install(1, {
  seconds_run: 60,
  local_seconds_run: 600,
  local_last_run_at: "2026-11-26T10:00:00Z",
  folder: "moss-courier",
});
/** A page for the browser. */
install(3, { folder: "velvet", kind: "html" });
/** Asks what to start, needs something that fails to install, and asks for a license. */
install(5, { folder: "tidal-actions", actions: ["play", "editor"], prereqs: "fails", license: "Be nice." });
/** Was installed by the user somewhere else. */
install(6, { custom_install_folder: join(folder, "elsewhere", "Quartz"), installed_size: 7_000_000 });
/** The soundtrack of a game that is installed, too: later, so that it comes first. */
install(0, { folder: "Paper Lighthouse OST", upload: { type: "soundtrack" }, installed_at: "2026-11-28T10:00:00Z" });
/** Is being installed. */
install(8, { folder: "hollow", installed_at: null });
/** Not a game, though it was installed with the app. */
install(19, { folder: "a tool" });
/** Free, so there is no key. */
install(Number(keys), { folder: "Free Balloon", kind: "url" });
/** Its folder was deleted. */
install(10, { folder: "gone", isGone: true });
database.close();

function install(
  index,
  { folder: name = "", upload: more, kind = "native", isGone, actions, prereqs, license, ...cave },
) {
  const game = site.games[index];
  const target = cave.custom_install_folder ?? join(location, name);
  const id = `cave-${game.id}${more ? "-extra" : ""}`;
  insert("uploads", { id: 900_000 + index * 2 + (more ? 1 : 0), ...upload, ...more });
  insert("caves", {
    id,
    game_id: game.id,
    upload_id: 900_000 + index * 2 + (more ? 1 : 0),
    installed_at: "2026-10-01T08:00:00Z",
    seconds_run: 0,
    installed_size: 1000,
    install_location_id: cave.custom_install_folder ? "" : "a0",
    install_folder_name: name,
    custom_install_folder: "",
    ...cave,
  });
  if (isGone) return;
  // What butler finds in the folder of a game, and in its manifest.
  write(join(target, ".itch", "launch.json"), JSON.stringify({ kind, actions, prereqs, license }));
  write(join(target, "index.html"), `<title>${game.title}</title>\n`);
  for (const action of actions ?? ["play"]) {
    script(join(target, action), `import(${JSON.stringify(new URL("game.mjs", import.meta.url).href)});`);
  }
}

function isKnown({ id }) {
  const isOwned = site.keys.slice(0, KNOWN).some((key) => key.game_id === id);
  return isOwned || id === site.games.at(-1).id;
}

/** The columns of a game: its platforms are columns of their own. */
export function rowOf({ platforms, ...game }) {
  return { ...pick(game, Object.keys(game).join(" ")), ...platforms };
}

function open(file) {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  const game = "url, title, short_text, type, classification, cover_url, still_cover_url, created_at, published_at";
  const cave = "upload_id, build_id, morphing, pinned, installed_at, last_touched_at, seconds_run, installed_size";
  const install = "install_location_id, install_folder_name, custom_install_folder, verdict";
  for (const [table, columns] of Object.entries({
    profiles: "id primary key, api_key, last_connected, user_id, developer, press_user",
    users: "id primary key, username, display_name, url, cover_url, still_cover_url",
    games: `id primary key, ${game}, min_price, can_be_bought, has_demo, in_press_system, windows, linux, osx, user_id`,
    download_keys: "id primary key, game_id, created_at, updated_at, owner_id",
    uploads: "id primary key, storage, filename, display_name, size, type, windows, linux, osx",
    caves: `id primary key, game_id, ${cave}, ${install}, local_seconds_run, local_last_run_at`,
    install_locations: "id primary key, path",
    fetch_infos: "object_type, object_id, fetched_at, primary key (object_type, object_id)",
  })) {
    database.run(`create table ${table} (${columns})`);
  }
  database.run("begin");
  const close = () => (database.run("commit"), database.close());
  return { run: (sql, values) => database.run(sql, values), close };
}

function insert(table, row) {
  const columns = Object.keys(row);
  const values = Object.values(row).map((value) => (typeof value === "boolean" ? Number(value) : (value ?? null)));
  database.run(`insert into ${table} (${columns}) values (${columns.map(() => "?")})`, values);
}

function pick(object, names) {
  return Object.fromEntries(names.split(" ").map((name) => [name, object[name]]));
}

/** An executable without an extension, as on Linux and macOS. */
function script(file, content) {
  write(file, `#!/usr/bin/env node\n${content}\n`);
  chmodSync(file, 0o755);
}

function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
