/*
 * Stands in for butler's daemon: the same options and output, JSON-RPC over TCP with the same order and errors, the itch app's database,
 * games that are processes. It ends with the process that started it.
 *
 * FOLDER/stand-in.json has switches for bad days, which are read at each call; `true` unless something else is said:
 *   broken     ends at once, with this text
 *   silent     never says where it listens
 *   refuse     does not accept the secret
 *   noProfile  nobody is logged in to the app
 *   crash      ends during a call: "Fetch.ProfileOwnedKeys#2" during the second one. Once
 *   slow       takes this many milliseconds for a call
 *   offline    cannot reach itch.io
 *   revoked    itch.io does not accept the key of the app's profile
 * FOLDER/butlerd.log has a line for each call.
 */
import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";

const VERSION = "v15.26.0";
const LIMIT_OF_A_LINE = 64 * 1024;
/** How long what was fetched from itch.io is fresh. */
const FRESH_MS = 120_000;
const CODES = { canceled: 499, aborted: 410, folderGone: 404, noCandidates: 5000, offline: 9000, api: 12_000 };

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: "boolean" },
    dbpath: { type: "string" },
    transport: { type: "string", default: "tcp" },
    "keep-alive": { type: "boolean" },
    "destiny-pid": { type: "string", multiple: true, default: [] },
    address: { type: "string" },
    "user-agent": { type: "string" },
    log: { type: "boolean" },
  },
});
if (process.argv[2] !== "daemon" || !options.json || options.dbpath === undefined || options.transport !== "tcp") {
  console.log("Hello from butler daemon. We can't do anything interesting without --json, bailing out");
  process.exit(1);
}

const folder = resolve(dirname(options.dbpath), "..", "..");
const SWITCHES = join(folder, "stand-in.json");
// SQLite takes longer to start than everything else here: optimizing its code would double that.
setFlagsFromString("--liftoff-only");
/** Loads SQLite when something is really read or written. */
const open = () => new (createRequire(import.meta.url)("node-sqlite3-wasm").Database)(options.dbpath);
const print = (type, more) => console.log(JSON.stringify({ ...more, time: Math.floor(Date.now() / 1000), type }));
const log = (message, level = "info") => print("log", { level, message });
const record = (entry) => appendFileSync(join(folder, "butlerd.log"), `${JSON.stringify(entry)}\n`);

const { broken, silent } = switches();
if (broken) {
  log("butlerd: preparing DB: performing automatic DB migration", "error");
  console.error(`bailing out: ${broken}`);
  process.exit(1);
}
for (const pid of options["destiny-pid"]) setInterval(() => isRunning(Number(pid)) || process.exit(0), 1000);
// Left by one that was killed.
rmSync(`${options.dbpath}.lock`, { recursive: true, force: true });

const secret = Array.from({ length: 4 }, () => randomUUID()).join("");
const connections = new Set();
const counts = new Map();
/** What was read from the database, by this process or by earlier ones, and the content of the database that it was read from. */
const results = { of: "", rows: {} };
const server = createServer(serve);
server.listen(0, "127.0.0.1", () => {
  log("butlerd: listening");
  if (silent) return;
  print("butlerd/listen-notification", { secret, tcp: { address: `127.0.0.1:${server.address().port}` } });
});
record({ start: process.pid, secret });

/** Errors with a code are sent as they are; any other is an internal error. */
class RpcError extends Error {
  constructor(code, message, data) {
    super(message);
    Object.assign(this, { code, data });
  }
}

function serve(socket) {
  const connection = new Connection(socket);
  connections.add(connection);
  socket.on("error", () => undefined);
  socket.on("close", () => {
    connections.delete(connection);
    connection.end();
    if (!options["keep-alive"] && connections.size === 0) process.exit(0);
  });
}

/** One conversation: calls of the client, and what is asked of it meanwhile. When it ends, its games are closed. */
class Connection {
  #authenticate;
  #authenticated = new Promise((done) => (this.#authenticate = done));
  #asked = 0;
  #answers = new Map();
  #games = new Set();
  #partial = Buffer.alloc(0);

  constructor(socket) {
    this.socket = socket;
    socket.on("data", (chunk) => this.#receive(chunk));
  }

  notify(method, params = {}) {
    this.#send({ method, params });
  }

  /** Its ids begin at 0, and have nothing to do with those of the client. */
  async call(method, params) {
    const id = this.#asked++;
    this.#send({ id, method, params });
    const { result, error } = await new Promise((done) => this.#answers.set(id, done));
    if (error) throw new Error(`json-rpc2: error ${error.code}: ${error.message}`);
    return result;
  }

  /** Resolves to the exit code when the game has ended. */
  play(file, cwd, env) {
    const game = spawn(file, [], { cwd, env: { ...process.env, ...env }, detached: true, stdio: "ignore" });
    record({ game: game.pid, file });
    this.#games.add(game);
    return new Promise((done) => {
      game.once("exit", (code) => {
        this.#games.delete(game);
        done(code ?? 0);
      });
    });
  }

  /** What a client calls "Force close". */
  end() {
    for (const { pid } of this.#games) process.kill(-pid, "SIGTERM");
  }

  #receive(chunk) {
    this.#partial = Buffer.concat([this.#partial, chunk]);
    for (let end = this.#partial.indexOf(10); end !== -1; end = this.#partial.indexOf(10)) {
      const line = this.#partial.subarray(0, end).toString();
      this.#partial = this.#partial.subarray(end + 1);
      void this.#handle(line);
    }
    if (this.#partial.length > LIMIT_OF_A_LINE) this.socket.destroy();
  }

  async #handle(line) {
    const message = parse(line);
    // A message that it cannot decode is not answered: one that is not of JSON-RPC 2.0, or with an id that is not a whole number.
    if (message?.jsonrpc !== "2.0" || !(message.id === undefined || Number.isInteger(message.id))) {
      return log(`json-rpc2: ignoring ${line.slice(0, 80)}`, "warning");
    }
    const { id, method, params } = message;
    if (method === undefined) return this.#answers.get(id)?.(message);
    if (id === undefined) return;
    try {
      this.#send({ id, result: await this.#run(method, params) });
    } catch (error) {
      this.#sendError(id, error);
    }
  }

  async #run(method, params) {
    if (method === "Meta.Authenticate") {
      if (params?.secret !== secret || switches().refuse) throw new RpcError(-32603, "internal JSON-RPC 2.0 error");
      this.#authenticate();
      return { ok: true };
    }
    await this.#authenticated;
    record({ method, params });
    counts.set(method, (counts.get(method) ?? 0) + 1);
    const { crash, slow = 0 } = switches();
    const [crashing, number = "1"] = crash?.split("#") ?? [];
    if (crashing === method && counts.get(method) === Number(number)) {
      writeFileSync(SWITCHES, JSON.stringify({ ...switches(), crash: undefined }));
      process.exit(2);
    }
    await sleep(slow);
    const run = METHODS[method];
    if (!run) throw new RpcError(-32601, `Method '${method}' not found`);
    return await run(params ?? {}, this);
  }

  #sendError(id, { code = -32603, message, stack, data }) {
    const isOfConnection = message === "internal JSON-RPC 2.0 error";
    const details = isOfConnection ? null : { stack, butlerVersion: VERSION, ...data };
    this.#send({ id, error: { code, message, data: details } });
  }

  #send(message) {
    if (!this.socket.destroyed) this.socket.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }
}

const METHODS = {
  "Version.Get": () => ({ version: VERSION, versionString: `${VERSION}, built on Aug 19 2026` }),

  "Meta.Shutdown": () => {
    setImmediate(() => process.exit(0));
    return {};
  },

  "Profile.List": () => {
    if (switches().noProfile) return { profiles: [] };
    const select = "select p.last_connected, u.* from profiles p join users u on u.id = p.user_id";
    const toProfile = ({ last_connected, ...user }) => ({
      id: user.id,
      lastConnected: last_connected,
      user: camel(user),
    });
    return { profiles: query(select).map(toProfile) };
  },

  "Fetch.ProfileOwnedKeys": ({ profileId, fresh, limit, cursor, filters = {} }) => {
    require(profileId, "profileId must be non-zero");
    const target = ["profile_owned_keys", String(profileId)];
    if (fresh) fetchOwnedKeys(target);
    const { fetched_at } =
      query("select fetched_at from fetch_infos where object_type = ? and object_id = ?", target)[0] ?? {};
    const isStale = !fresh && !(Date.now() - Date.parse(fetched_at) < FRESH_MS);
    const rows = query("select * from download_keys where owner_id = ? order by created_at desc, id desc", [profileId]);
    const games = gamesById();
    const keys = rows.map((row) => ({ ...camel(row), game: games.get(row.game_id) }));
    const wanted = keys.filter(({ game }) => [undefined, "", game.classification].includes(filters.classification));
    return { ...page(wanted, limit, cursor), ...(isStale && { stale: true }) };
  },

  "Fetch.Caves": ({ limit, cursor }) => page(caves(), limit, cursor),

  "Fetch.Cave": ({ caveId }) => {
    require(caveId, "caveId: cannot be blank.");
    return { cave: caves().find(({ id }) => id === caveId) };
  },

  Launch: async ({ caveId, prereqsDir }, connection) => {
    require(caveId, "caveId: cannot be blank.");
    require(prereqsDir, "prereqsDir: cannot be blank.");
    const cave = caves().find(({ id }) => id === caveId);
    require(cave, `cave not found: (${caveId})`);
    await launch(cave, connection);
    return {};
  },

  "Test.DoubleTwice": async ({ number }, connection) => {
    const { number: doubled } = await connection.call("Test.Double", { number });
    return { number: doubled * 2 };
  },
};

async function launch({ id, game, installInfo: { installFolder } }, connection) {
  const say = (message, level = "info") => connection.notify("Log", { level, message });
  if (!existsSync(installFolder)) {
    throw new RpcError(CODES.folderGone, `Could not find install folder (${installFolder})`);
  }
  say(`→ Launching ${game.title}`);
  const found = join(installFolder, ".itch", "launch.json");
  if (!existsSync(found)) throw new RpcError(CODES.noCandidates, "Nothing that can be launched was found.");
  const { kind, actions = ["play"], prereqs, license } = JSON.parse(readFileSync(found, "utf8"));
  if (license !== undefined && !(await connection.call("AcceptLicense", { text: license })).accept) {
    throw new RpcError(CODES.canceled, "The operation was canceled.");
  }
  let index = 0;
  if (actions.length > 1) {
    const toAction = (name) => ({ name, path: name, icon: "", args: [], sandbox: false, console: false, platform: "" });
    ({ index } = await connection.call("PickManifestAction", { actions: actions.map(toAction) }));
    if (index < 0) throw new RpcError(CODES.aborted, "The operation was aborted.");
  }
  const begun = Date.now();
  await LAUNCHERS[kind]({ connection, installFolder, action: actions[index], prereqs });
  if (kind === "native") addPlayTime(id, (Date.now() - begun) / 1000);
}

const LAUNCHERS = {
  async native({ connection, installFolder, action, prereqs }) {
    if (prereqs !== undefined) {
      connection.notify("PrereqsStarted", { tasks: { "vc-2019": { fullName: "Visual C++ 2019", order: 0 } } });
      connection.notify("PrereqsTaskState", {
        name: "vc-2019",
        status: "downloading",
        progress: 0.5,
        eta: 1,
        bps: 1000,
      });
      const failure = { error: "Could not download vc-2019", errorStack: "…" };
      const { continue: goOn } = await connection.call("PrereqsFailed", failure);
      if (!goOn) throw new RpcError(CODES.aborted, "The operation was aborted.");
    }
    connection.notify("LaunchRunning");
    const code = await connection.play(join(installFolder, action), installFolder, { ITCHIO_APP: "1" });
    connection.notify("LaunchExited");
    if (code !== 0) throw new Error(`Exit code 0x${code.toString(16)} (${code}) for (${action})`);
  },

  async html({ connection, installFolder }) {
    connection.notify("LaunchRunning");
    const page = { rootFolder: installFolder, indexPath: "index.html", args: [], env: {} };
    try {
      await connection.call("HTMLLaunch", page);
    } finally {
      connection.notify("LaunchExited");
    }
  },

  shell: ({ connection, installFolder }) => connection.call("ShellLaunch", { itemPath: installFolder }),
  url: ({ connection }) => connection.call("URLLaunch", { url: "https://itch.io/balloon" }),
};

/** Asks itch.io for all keys, and keeps them. */
function fetchOwnedKeys([type, id]) {
  const { offline, revoked } = switches();
  if (offline) throw new RpcError(CODES.offline, "There is no Internet connection");
  const apiError = { messages: ["invalid key"], statusCode: 403, path: "/profile/owned-keys" };
  if (revoked) throw new RpcError(CODES.api, "itch.io API error (403): /profile/owned-keys: invalid key", { apiError });
  const { keys, games } = JSON.parse(readFileSync(join(folder, "site.json"), "utf8"));
  change((database) => {
    save(
      database,
      "games",
      games.map(({ platforms, ...game }) => ({ ...game, windows: null, linux: null, osx: null, ...platforms })),
    );
    database.run("delete from download_keys");
    save(
      database,
      "download_keys",
      keys.map(({ game, ...key }) => key),
    );
    save(database, "fetch_infos", [{ object_type: type, object_id: id, fetched_at: new Date().toISOString() }]);
  });
}

function addPlayTime(id, seconds) {
  const now = new Date().toISOString();
  const both = "seconds_run = seconds_run + ?, local_seconds_run = coalesce(local_seconds_run, 0) + ?";
  const sql = `update caves set ${both}, last_touched_at = ?, local_last_run_at = ? where id = ?`;
  change((database) => database.run(sql, [Math.floor(seconds), Math.floor(seconds), now, now, id]));
}

function caves() {
  const join =
    "left join install_locations l on l.id = c.install_location_id left join uploads u on u.id = c.upload_id";
  const select = `select c.*, l.path as location, u.type as upload_type, u.filename from caves c ${join}`;
  const games = gamesById();
  return query(`${select} order by coalesce(last_touched_at, installed_at) desc`).map((row) => ({
    id: row.id,
    game: games.get(row.game_id),
    upload: { id: row.upload_id, type: row.upload_type, filename: row.filename },
    stats: compact({
      installedAt: row.installed_at,
      lastTouchedAt: row.last_touched_at,
      secondsRun: row.seconds_run,
      localSecondsRun: row.local_seconds_run || null,
      localLastRunAt: row.local_last_run_at,
    }),
    installInfo: {
      installedSize: row.installed_size,
      installLocation: row.install_location_id,
      installFolder: row.custom_install_folder || resolve(row.location, row.install_folder_name),
    },
  }));
}

function gamesById() {
  return new Map(
    query("select * from games").map(({ windows, linux, osx, ...game }) => [
      game.id,
      toGame(game, { windows, linux, osx }),
    ]),
  );
}

/** Empty members are left out, as in Go. */
function toGame(game, platforms) {
  return { ...compact(camel(game)), platforms: compact(platforms) };
}

/** Without a limit, a page is everything. */
function page(items, limit = 0, cursor = "") {
  const { offset = 0 } = parse(Buffer.from(cursor, "base64").toString()) ?? {};
  if (limit <= 0) return { items: items.slice(offset) };
  const next = Buffer.from(JSON.stringify({ offset: offset + limit })).toString("base64");
  return { items: items.slice(offset, offset + limit), ...(offset + limit < items.length && { nextCursor: next }) };
}

/** Reads the database, unless it is as it was. */
function query(sql, values = []) {
  const content = createHash("sha1").update(readFileSync(options.dbpath)).digest("hex");
  const file = join(folder, `read-${content}.json`);
  if (content !== results.of) {
    Object.assign(results, { of: content, rows: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {} });
  }
  const key = JSON.stringify([sql, values]);
  if (results.rows[key] === undefined) {
    const database = open();
    results.rows[key] = database.all(sql, values);
    database.close();
    writeFileSync(file, JSON.stringify(results.rows));
  }
  return results.rows[key];
}

function change(work) {
  const database = open();
  database.run("begin");
  work(database);
  database.run("commit");
  database.close();
}

/** Saves rows that have the same columns. */
function save(database, table, rows) {
  const columns = Object.keys(rows[0]);
  const values = `(${columns.map(() => "?")})`;
  const statement = database.prepare(`insert or replace into ${table} (${columns}) values ${values}`);
  for (const row of rows)
    statement.run(Object.values(row).map((value) => (typeof value === "boolean" ? Number(value) : value)));
  statement.finalize();
}

function switches() {
  return existsSync(SWITCHES) ? JSON.parse(readFileSync(SWITCHES, "utf8")) : {};
}

function require(value, message) {
  if (value === undefined || value === 0 || value === "") throw new Error(message);
}

function camel(row) {
  const rename = (name) =>
    name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()).replace(/^(cover|still.*)Url$/, "$1Url");
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [rename(name), value]));
}

function compact(object) {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  );
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
