import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { describe, expect, it } from "@jest/globals";
import { fileStore, memoryStore, readFileStore, type Store, StoreInUseError, userFolder } from "../src/index.js";
import { until } from "./login-window/support/until.js";
import {
  callsSeenBy,
  kindsOf,
  scriptCommand,
  start,
  startScript,
  startShop,
  type Wire,
} from "./support/integrations.js";

const NAME = "test_7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c24";
const rightsOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const onPosix = process.platform === "win32" ? it.skip : it;

/** Stores a login and pushes a cache, as integrations in Python do. */
const saving = () => ({
  answers: {
    init_authentication: (params: any, self: any) => {
      if (!params.stored_credentials) self.notify("store_credentials", { token: "t1" });
      self.notify("push_cache", { data: { seen: "7", credentials: { token: "t1" } } });
      return { user_id: "1", user_name: "Jo" };
    },
  },
});

/** Owns the games in its environment, by id and title. */
const listed = ({ process, fail }: Wire) => ({
  features: ["ImportOwnedGames", "ImportInstalledGames"],
  answers: {
    import_local_games: () => ({ local_games: [] }),
    import_owned_games: () =>
      process.env.GAMES === "{}"
        ? fail(1, "Authentication required")
        : {
            owned_games: Object.entries(JSON.parse(process.env.GAMES)).map(([game_id, game_title]) => ({
              game_id,
              game_title,
              license_info: { license_type: "SinglePurchase" },
            })),
          },
  },
});

async function run(store: Store, script: () => object = saving) {
  const client = await startScript(script, { store });
  await client.importsDone(10_000);
  return client;
}

async function contentOf(store: Store) {
  const opened = await store.open();
  await store.close();
  return opened;
}

describe("a store in a file", () => {
  it("passes what was known of the library to the next client, to compare with, until it is wiped", async () => {
    const folder = newFolder();
    const startWith = async (games: Readonly<Record<string, string>>) => {
      const client = await start({
        integration: { ...scriptCommand(listed), env: { GAMES: JSON.stringify(games) } },
        store: fileStore(NAME, { folder, library: true }),
      });
      await client.importsDone(10_000);
      return client;
    };
    const first = await startWith({ a: "Ash", b: "Birch", c: "Cedar" });
    expect([first.differences.all, first.differences.since]).toEqual([{}, undefined]);
    await first.close();
    const [file] = readdirSync(folder).filter((name) => name.includes("library"));
    if (process.platform !== "win32") expect(rightsOf(join(folder, file!))).toBe("600");

    // What could not be imported is not removed, and is compared later.
    const failed = await startWith({});
    expect(failed.imports).toMatchObject({ localGames: { state: "finished" }, ownedGames: { state: "failed" } });
    expect(failed.differences.all).toEqual({});
    await failed.close();

    const second = await startWith({ a: "Ash", b: "Beech", d: "Dogwood" });
    const { all, since } = second.differences;
    expect(
      Object.values(all)
        .map(({ kind, id }) => `${kind} ${id}`)
        .sort(),
    ).toEqual(["added d", "changed b", "removed c"]);
    expect(since).toBeLessThanOrEqual(second.sessions[0]!.time);
    await second.disconnect();
    await second.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("passes credentials and cache to the next client", async () => {
    const folder = join(newFolder(), "state");
    const first = await run(fileStore(NAME, { folder }));
    await first.close();

    const second = await run(fileStore(NAME, { folder }));
    const [, initialize, login] = await callsSeenBy(second);
    expect(initialize).toMatchObject({ params: { data: { seen: "7", credentials: { token: "t1" } } } });
    expect(login).toMatchObject({ params: { stored_credentials: { token: "t1" } } });
    expect(second.library).toMatchObject({ credentials: { token: "t1" }, cache: { seen: "7" } });
    expect([...first.problems, ...second.problems]).toEqual([]);
  });

  it("is one record: a push without credentials drops the stored ones", async () => {
    const folder = newFolder();
    const client = await run(fileStore(NAME, { folder }), () => ({
      answers: {
        init_authentication: (_: object, self: any) => {
          self.notify("store_credentials", { token: "t1" });
          self.notify("push_cache", { data: { seen: "7" } });
          return { user_id: "1", user_name: "Jo" };
        },
      },
    }));
    await client.close();
    expect(kindsOf(client)).toEqual(["credentials-dropped"]);
    expect(await contentOf(fileStore(NAME, { folder }))).toEqual({ record: { cache: { seen: "7" } }, problems: [] });
  });

  it("writes the file before the client has closed, and leaves nothing else behind", async () => {
    const folder = newFolder();
    const client = await run(fileStore(NAME, { folder }));
    await client.waitFor(() => client.library.cache["seen"] === "7");
    await client.close();
    expect(readdirSync(folder)).toEqual([`${NAME}.json`]);
    expect(JSON.parse(readFileSync(join(folder, `${NAME}.json`), "utf8"))).toEqual({
      format: "galaxy-kit/1",
      credentials: { token: "t1" },
      cache: { seen: "7", credentials: { token: "t1" } },
    });
  });

  onPosix("can be read only by its user, in a folder that only its user can enter", async () => {
    const folder = join(newFolder(), "state", "galaxy-kit");
    const client = await run(fileStore(NAME, { folder }));
    await client.close();
    expect([folder, join(folder, `${NAME}.json`)].map(rightsOf)).toEqual(["700", "600"]);
  });

  it.each([
    ["empty", "", "an empty file"],
    ["cut off", '{"format":"galaxy-kit/1","cache":{"a":"secr', "not valid JSON"],
    ["of another kind", '["secret"]', "an array"],
    ["of a format to come", '{"format":"galaxy-kit/2","cache":{}}', 'format: expected "galaxy-kit/1"'],
    [
      "with credentials that are none",
      '{"format":"galaxy-kit/1","credentials":"secret","cache":{}}',
      "credentials: expected an",
    ],
    ["without a cache", '{"format":"galaxy-kit/1"}', "cache: expected an object"],
    ["not UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), "not valid JSON"],
  ])("sets a file aside that is %s, and reports where", async (_what, content, reported) => {
    const folder = newFolder();
    writeFileSync(join(folder, `${NAME}.json`), content);
    const client = await run(fileStore(NAME, { folder }));

    const [aside] = readdirSync(folder).filter((file) => file.includes("damaged"));
    expect(client.problems).toMatchObject([{ kind: "storage", severity: "warning" }]);
    expect(client.problems[0]!.message).toContain(reported);
    expect(client.problems[0]!.message).toContain(join(folder, aside!));
    expect(client.problems[0]!.message).not.toContain("secr");
    expect(readFileSync(join(folder, aside!))).toEqual(Buffer.from(content));
    expect(aside).toMatch(/\.json\.damaged-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/);

    expect(client.status.state).toBe("connected");
    await client.close();
    expect((await contentOf(fileStore(NAME, { folder }))).record?.credentials).toEqual({ token: "t1" });
  });

  it("is deleted once with the option fresh", async () => {
    const folder = newFolder();
    await (await run(fileStore(NAME, { folder }))).close();

    const fresh = await run(fileStore(NAME, { folder, fresh: true }));
    expect((await callsSeenBy(fresh)).slice(1)).toMatchObject([{ params: { data: {} } }, { params: {} }]);
    await fresh.close();
    expect(await contentOf(fileStore(NAME, { folder }))).toMatchObject({ record: { cache: { seen: "7" } } });

    expect(await contentOf(fileStore(NAME, { folder, fresh: true }))).toEqual({ problems: [] });
    expect(await contentOf(fileStore(NAME, { folder }))).toEqual({ problems: [] });
  });

  it("is wiped by a disconnect", async () => {
    const folder = newFolder();
    const client = await run(fileStore(NAME, { folder }));
    await client.waitFor(() => existsSync(join(folder, `${NAME}.json`)));
    await client.disconnect();
    expect(readdirSync(folder)).toEqual([`${NAME}.json.lock`]);

    await client.retry();
    await client.importsDone(10_000);
    await client.close();
    expect(readdirSync(folder)).toEqual([`${NAME}.json`]);
    await client.disconnect();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("belongs to one client at a time", async () => {
    const folder = newFolder();
    const first = await run(fileStore(NAME, { folder }));
    await expect(startShop({ store: fileStore(NAME, { folder }) })).rejects.toThrow(StoreInUseError);
    await expect(startShop({ store: fileStore(NAME, { folder }) })).rejects.toThrow(
      `another client (process ${process.pid}) is using the stored login and cache of this integration. Close it first`,
    );
    symlinkSync(folder, `${folder} again`, "junction");
    await expect(fileStore(NAME, { folder: `${folder} again` }).open()).rejects.toThrow(StoreInUseError);
    rmSync(`${folder} again`);
    const other = await run(fileStore("another", { folder }));
    await first.close();
    const next = await run(fileStore(NAME, { folder }));
    expect([...other.problems, ...next.problems]).toEqual([]);
  });

  it.each([
    ["of a process that has died", "999999999"],
    ["of an earlier process with our number", String(process.pid)],
    ["that is damaged", ""],
  ])("takes over a lock %s", async (_whose, content) => {
    const folder = newFolder();
    const lock = join(folder, `${NAME}.json.lock`);
    writeFileSync(lock, content);
    utimesSync(lock, 1, 1);
    const stores = Array.from({ length: 8 }, () => fileStore(NAME, { folder }));
    const opened = await Promise.allSettled(stores.map((store) => store.open()));
    expect(opened.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await Promise.all(stores.map((store) => store.close()));
    expect(readdirSync(folder)).toEqual([]);
  });

  const onLinux = process.platform === "linux" ? it : it.skip;

  onLinux("takes over a lock of a process that has ended, but that its parent never waited for", async () => {
    const folder = newFolder();
    const parent = spawn("sh", ["-c", "cat <&3 & echo $!; exec sleep 60"], {
      stdio: ["ignore", "pipe", "ignore", "pipe"],
    });
    try {
      const [pid] = (await once(parent.stdout!, "data")) as [Buffer];
      // The shell would wait for its child; what replaces it does not.
      await until(() => readFileSync(`/proc/${parent.pid}/comm`, "utf8").startsWith("sleep"));
      (parent.stdio[3] as Writable).end();
      await until(() => /\) Z /.test(readFileSync(`/proc/${Number(pid)}/stat`, "utf8")));
      writeFileSync(join(folder, `${NAME}.json.lock`), `${Number(pid)} 0123456789ab`);
      const store = fileStore(NAME, { folder });
      await store.open();
      await store.close();
    } finally {
      parent.kill();
    }
  });

  it("can be read while another client has it open", async () => {
    const folder = newFolder();
    expect(await readFileStore(NAME, { folder })).toEqual({ problems: [] });
    const client = await run(fileStore(NAME, { folder }));
    await client.waitFor(() => existsSync(join(folder, `${NAME}.json`)));
    expect((await readFileStore(NAME, { folder })).record?.credentials).toEqual({ token: "t1" });
    await client.close();

    writeFileSync(join(folder, `${NAME}.json`), "{");
    const { record, problems } = await readFileStore(NAME, { folder });
    expect([record, problems]).toEqual([undefined, [expect.stringMatching(/\.json is damaged \(.*\) and not used$/)]]);
    expect(readdirSync(folder)).toEqual([`${NAME}.json`]);
  });

  it("continues if nothing can be saved, and reports it once", async () => {
    const folder = join(newFolder(), "file");
    writeFileSync(folder, "");
    const client = await startScript(
      () => ({
        answers: {
          init_authentication: async (_: object, self: any) => {
            for (const value of ["1", "2", "3"]) {
              self.notify("push_cache", { data: { value } });
              await new Promise((resolve) => setTimeout(resolve, 50));
            }
            return { user_id: "1", user_name: "Jo" };
          },
        },
      }),
      { store: fileStore(NAME, { folder }) },
    );
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(client.library.cache).toEqual({ value: "3" });
    await client.close();
    expect(client.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(`nothing can be saved in ${folder}: `),
      expect.stringContaining("the login and the cache could not be saved: "),
    ]);
  });

  it("does not overwrite a file that it cannot read", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, `${NAME}.json`));
    const client = await run(fileStore(NAME, { folder }));
    await client.close();
    expect(client.status.state).toBe("closed");
    expect(client.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("cannot be read and is left unchanged"),
      expect.stringContaining("the login and the cache could not be saved: "),
    ]);
    expect(statSync(join(folder, `${NAME}.json`)).isDirectory()).toBe(true);
  });

  it("requires a name that stays in the folder", () => {
    for (const name of ["", "..", "../x", "a/b", "a\\b", ".hidden"]) expect(() => fileStore(name)).toThrow(TypeError);
  });
});

describe("a store in memory", () => {
  it("outlives its client", async () => {
    const store = memoryStore();
    await (await run(store)).close();
    expect(await contentOf(store)).toMatchObject({ record: { credentials: { token: "t1" } } });
    const next = await startShop({ store, credentials: { token: "older" } });
    expect(next.library.credentials).toEqual({ token: "t1" });
  });
});

describe("a user's folder", () => {
  const linux = { platform: "linux", home: "/home/jo" } as const;
  const mac = { platform: "darwin", home: "/Users/jo", env: {} } as const;
  const windows = { platform: "win32", home: "C:\\Users\\jo", env: {} } as const;
  it.each([
    ["state", { ...linux, env: {} }, "/home/jo/.local/state/galaxy-kit"],
    ["state", { ...linux, env: { XDG_STATE_HOME: "/var/jo" } }, "/var/jo/galaxy-kit"],
    ["state", { ...linux, env: { XDG_STATE_HOME: "relative" } }, "/home/jo/.local/state/galaxy-kit"],
    ["state", mac, "/Users/jo/Library/Application Support/galaxy-kit"],
    ["state", windows, "C:\\Users\\jo\\AppData\\Local\\galaxy-kit"],
    ["state", { ...windows, env: { LOCALAPPDATA: "D:\\L" } }, "D:\\L\\galaxy-kit"],
    ["cache", { ...linux, env: {} }, "/home/jo/.cache/galaxy-kit"],
    ["cache", { ...linux, env: { XDG_CACHE_HOME: "/var/jo" } }, "/var/jo/galaxy-kit"],
    ["cache", { ...linux, env: { XDG_CACHE_HOME: "relative" } }, "/home/jo/.cache/galaxy-kit"],
    ["cache", mac, "/Users/jo/Library/Caches/galaxy-kit"],
    ["cache", windows, "C:\\Users\\jo\\AppData\\Local\\galaxy-kit\\cache"],
  ] as const)("for %s follows the conventions of the system: %j", (purpose, environment, folder) => {
    expect(userFolder(purpose, environment)).toBe(folder);
  });
});
