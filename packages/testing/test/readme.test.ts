import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join } from "node:path";
import { type LoginWindow, quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { blocksOf, folderOf, root, shownFiles, sitePages, tutorialPages } from "./support/pages.js";

// The code that a reader copies from the README and the site: compiled as authors compile it, run as GALAXY runs it.

const packageFolder = join(root, "packages/testing");

/** Pages with fragments, which this file completes. On any other page, code has the name of a file, and is complete. */
const completedPages = new Set<string>();

async function codeBlocks(page: string): Promise<string[]> {
  completedPages.add(page);
  return (await blocksOf(page))
    .filter(({ name, language }) => name === undefined && language === "ts")
    .map(({ code }) => code);
}

/** Compiles the modules of a folder against the built packages. Resolves to the compiler's messages. */
async function compile(folder: string): Promise<string> {
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    strict: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    skipLibCheck: true,
    types: ["node"],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  const compiler = join(root, "node_modules/typescript-native/bin/tsc");
  return spawnSync(process.execPath, [compiler, "--project", folder], { encoding: "utf8" }).stdout;
}

/** Turns the fragments of the guide into a module, by adding the declarations that the guide only describes. */
const completed = (login: string, backend: string): string => `
import { HttpApi, HttpClient } from "@galaxy-kit/http";
import {
  Authenticate, GalaxyClient, type LoginCredentials, openLoginWindow, PassLoginCredentials, Service,
} from "@galaxy-kit/sdk";

interface ShopGame { readonly id: string }
const LOGIN_PAGE = "https://shop.example/login";
${backend}
@Service()
export class Login {
  constructor(private readonly galaxy: GalaxyClient) {}
  whoIs(token: string) { return { userId: token, userName: token }; }
  ${login}
}`;

/** What the fragments of a page leave out. */
const STATE_PRELUDE = `
interface Offer { readonly title: string }
interface TrophySet { readonly id: string; readonly changedAt: string }
abstract class ShopApi {
  abstract offer(id: string, signal?: AbortSignal): Promise<Offer>;
  abstract trophies(id: string, signal: AbortSignal): Promise<{ name: string; unlockTime: number }[]>;
}
`;

const LAUNCHING_PRELUDE = `
interface ShopGame { readonly id: string; readonly folder: string }
abstract class Shop { abstract games(): ShopGame[]; abstract programOf(gameId: string): string; }
abstract class ShopClient {
  abstract launch(gameId: string, signal: AbortSignal): Promise<void>;
  abstract exited(gameId: string, signal: AbortSignal): Promise<void>;
}
`;

/** Turns the fragments of the page about sources into a module. */
const completedSources = (fragments: readonly string[]): string => `
import {
  Achievements, type AchievementsRun, type Game, type GameAchievements, Inject, LicenseType, type LocalGame, LocalGames, OwnedGames,
  Service, type Source, sourceOf, type SourceRun, UNKNOWN,
} from "@galaxy-kit/sdk";

import { startTestPlugin } from "@galaxy-kit/testing";
import { expect } from "expect";

declare class ShopPlugin {}
declare class ShopApi {
  games(signal: AbortSignal): Promise<Game[]>;
  library(signal: AbortSignal): Promise<{ id: string; title: string; minutes: number; playedAt?: number }[]>;
  installed(): Promise<LocalGame[]>;
  playedToday(signal: AbortSignal): Promise<ReadonlySet<string>>;
  achievements(gameId: string, signal: AbortSignal): Promise<{ id: string; at: number }[]>;
}
declare const fakeApi: { buy(gameId: string): void };
${fragments.join("\n")}`;

const GAME_TIME_PRELUDE = `
abstract class Shop { abstract playTimes(): Promise<{ id: string; minutes: number }[]>; }
`;

const FOLDER_LIBRARY_PRELUDE = `
import {
  exec, expandPath, FolderLibrary, HostOs, type LibraryEntry, type LibraryGame, type NamedGame, readIni, readJson, readYaml, tree,
} from "@galaxy-kit/local";
import { BackendNotAvailable, Service } from "@galaxy-kit/sdk";
import { z } from "zod";

const GameFile = z.object({ id: z.string(), title: z.string(), exe: z.string(), args: z.array(z.string()).optional() });
abstract class LibrarySettings { abstract readonly folders: readonly string[]; }
abstract class EmulatorSettings { abstract readonly romFolders: readonly string[]; abstract readonly program: string; }
`;

const FILES_PRELUDE = `
import { join } from "node:path";
import { HostOs, readIni } from "@galaxy-kit/local";
import { Service } from "@galaxy-kit/sdk";

declare const steam: string;
declare const itch: string;
declare const os: HostOs;
declare const settings: { readonly program: string };
`;

const TESTING_SHELF = `
import type { Game } from "@galaxy-kit/sdk";

export class ShelfPlugin {}
export declare const shop: { isClosed: boolean; games: Game[] };
`;

const TESTING_SHOP = `
import { HttpApi, HttpClient } from "@galaxy-kit/http";

@HttpApi()
export class ShopApi extends HttpClient {}
export class ShopPlugin {}
export const games: readonly object[] = [];
`;

/** The modules of the page about settings. */
const completedSettings = ([
  settings = "",
  roms = "",
  check = "",
  plugin = "",
  secrets = "",
  test = "",
]: readonly string[]): object => ({
  "settings.ts": settings,
  "roms.ts": roms,
  "plugin.ts": plugin,
  "check.ts": `
import { Service } from "@galaxy-kit/sdk";
import { CheckSettings } from "@galaxy-kit/settings";
import { RetroArchSettings } from "./settings.js";

abstract class RetroAchievements { abstract isValid(key: string, signal: AbortSignal): Promise<boolean>; }
${check}`,
  "secrets.ts": secrets,
  "test.ts": `
import { startTestPlugin } from "@galaxy-kit/testing";
import { RetroArchPlugin } from "./plugin.js";
import { RetroArchSettings } from "./settings.js";

${test}
await galaxy.close();`,
});

it("The page about defects names tests that exist", async () => {
  const page = await readFile(join(root, "docs/explanation/defects.md"), "utf8");
  const rows = [...page.matchAll(/^\| .* \| "([^"]+)" \[[^\]]+\]\(\.\.\/\.\.\/([^)]+)\) \|$/gm)];
  expect(rows).toHaveLength(page.match(/^\| (?!Defect)/gm)?.length ?? 0);
  const files = new Map<string, string>();
  for (const [, , file = ""] of rows) files.set(file, await readFile(join(root, file), "utf8"));
  const missing = rows.filter(([, title = "", file = ""]) => !files.get(file)?.includes(title));
  expect(missing.map(([, title]) => title)).toEqual([]);
});

/** Turns the fragments about repeated work and connections into a module. */
const completedLifecycle = (methods: readonly string[]): string => `
import { Connection, type ConnectionRun, Every, RetryAfter } from "@galaxy-kit/sdk";

abstract class ShopApi {
  abstract changes(signal: AbortSignal): Promise<{ status: number }>;
  abstract openEvents(signal: AbortSignal): Promise<AsyncIterable<{ id: string }>>;
}
export class Shop {
  constructor(private readonly api: ShopApi) {}
  changed(_id: string) {}
  ${methods.join("\n")}
}`;

const VARIANTS_PRELUDE = `
import { GalaxyPlugin, Platform, Service } from "@galaxy-kit/sdk";

@Service()
class Roms {}
`;

const SCENARIO_PRELUDE = `
import { it } from "@jest/globals";
import { assertScenario, loadScenario, openFolder } from "@galaxy-kit/simulator";
`;

/** Turns the fragments of the page about HTTP into a module. */
const completedHttp = ([
  api = "",
  key = "",
  keyOfLogin = "",
  hosts = "",
  errors = "",
  rates = "",
  stream = "",
  batches = "",
  cookies = "",
  changed = "",
  changedPages = "",
  test = "",
]: readonly string[]): string => `
import {
  baseUrlOf, CookieJar, HttpApi, HttpAuth, HttpClient, type HttpRequest, keyAuth,
} from "@galaxy-kit/http";
import {
  AccessDenied, type Achievement, Achievements, type Game, InvalidCredentials, LicenseType, OwnedGames, Service, type SourceRun,
  UnknownError,
} from "@galaxy-kit/sdk";
import { type FakeApi, type FakeClock, startTestPlugin } from "@galaxy-kit/testing";
import { z } from "zod";

const Profile = z.object({ id: z.string() });
const Friends = z.array(z.string());
@Service()
class ShopSession extends HttpAuth {
  authorize(): void {}
  refused(): Promise<boolean> { return Promise.resolve(true); }
}
declare class ShopSettings { readonly apiKey: string; }
declare class ShopPlugin {}
declare const backend: FakeApi;
declare const clock: FakeClock;
declare function toGame(id: number, title: string): Game;
${api}
${key}
declare class LoggedInUser { readonly id: string; }
${keyOfLogin}
${hosts}class Media extends HttpClient {}
class FriendsApi extends HttpClient {
  ${errors}
}
${rates}class Limited extends HttpClient {}
interface Progress { readonly id: string; readonly unlocked: Achievement[] }
abstract class ProgressApi extends ShopApi {
  abstract progress(ids: string[], signal: AbortSignal): Promise<Progress[]>;
}
class Library {
  constructor(private readonly api: ProgressApi) {}
  ${stream}
  ${batches}
}
${cookies}class Site extends HttpClient {}
class Changed {
  constructor(private readonly api: ShopApi) {}
  ${changed}
}
class ChangedPages {
  constructor(private readonly api: ShopApi) {}
  ${changedPages}
}
${test}`;

/** The modules of the page about logins. */
const completedLogins = ([
  session = "",
  api = "",
  keySession = "",
  plugin = "",
  ownClient = "",
  code = "",
  cookies = "",
  script = "",
  twoFactor = "",
  ticket = "",
  ported = "",
  shop = "",
  test = "",
]: readonly string[]): object => ({
  "own-client.ts": ownClient,
  "code.ts": code,
  "console.ts": `
import { Session, type SessionTokens } from "@galaxy-kit/login";
import type { Authentication } from "@galaxy-kit/sdk";

export class ConsoleSession extends Session {}
export abstract class ConsoleApi {
  abstract me(): Promise<Authentication>;
  abstract tokensFor(npsso: string, signal: AbortSignal): Promise<SessionTokens>;
}`,
  "cookies.ts": cookies,
  "script.ts": script,
  "session.ts": session,
  "api.ts": api,
  "key-session.ts": keySession,
  "plugin.ts": plugin,
  "two-factor.ts": twoFactor,
  "ticket.ts": ticket,
  "ported.ts": ported,
  "shop.ts": shop,
  "test.ts": `${test}\nawait galaxy.close();`,
  "second-factor.ts": `
import { type Authentication, token } from "@galaxy-kit/sdk";
import type { CodeServer, OAuth2Tokens } from "@galaxy-kit/login";

export const SHOP_SERVER = token<CodeServer>("the shop");
export abstract class SecondFactorApi {
  abstract me(): Promise<Authentication>;
  abstract confirm(ticket: string): Promise<OAuth2Tokens>;
}`,
});

/** Resolves to ports that nothing listens on. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}

/** A user who clicks "Allow" on the page of the shop, and whose browser follows from there. */
const allow: LoginWindow = async ({ authParams }) => {
  const page = await fetch(authParams.startUri);
  const answer = await fetch(page.url, { method: "POST", body: new URLSearchParams({ decision: "allow" }) });
  return { endUri: answer.url };
};

describe("the README and the site", () => {
  let folder: string;
  let messages: string;
  let games: string;

  beforeAll(async () => {
    // Inside the package, so that Node.js finds the built packages as in an author's project.
    folder = await mkdtemp(join(packageFolder, ".readme-"));
    const blocks = [...(await codeBlocks("README.md")), ...(await codeBlocks("docs/guides/index.md"))];
    const blockWith = (text: string): string => blocks.find((code) => code.includes(text)) ?? "";
    const integration = blockWith("await runPlugin(ShelfPlugin)");
    games = join(folder, "games");
    await mkdir(join(games, "Tide_of_Embers (v1.2)"), { recursive: true });
    await writeFile(join(games, "Tide_of_Embers (v1.2)", "start.mjs"), "setTimeout(() => undefined, 2000);");
    const short = blockWith("await runPlugin(FolderPlugin)").replace('"/games"', JSON.stringify(games));
    await writeFile(join(folder, "short.ts"), short);
    // The test kit depends on none of them, but pages use them.
    await mkdir(join(folder, "node_modules/@galaxy-kit"), { recursive: true });
    for (const name of ["http", "local", "login", "settings", "simulator"]) {
      await symlink(join(root, "packages", name), join(folder, "node_modules/@galaxy-kit", name), "junction");
    }
    await symlink(join(root, "packages/state/node_modules/zod"), join(folder, "node_modules/zod"), "junction");
    const test = blockWith("await startTestPlugin(ShelfPlugin");
    await writeFile(join(folder, "main.ts"), integration);
    await writeFile(
      join(folder, "fragments.ts"),
      completed(blockWith("@PassLoginCredentials()"), blockWith("HttpClient")),
    );
    for (const [index, code] of (await codeBlocks("docs/reference/state.md")).entries()) {
      const prelude = code.includes("type Offer") ? "" : STATE_PRELUDE;
      await writeFile(join(folder, `state-${index}.ts`), `${code}${prelude}`);
    }
    await writeFile(join(folder, "sources.ts"), completedSources(await codeBlocks("docs/reference/sources.md")));
    for (const [index, code] of (await codeBlocks("docs/reference/launching.md")).entries()) {
      await writeFile(join(folder, `launching-${index}.ts`), `${code}${LAUNCHING_PRELUDE}`);
    }
    const libraries = await codeBlocks("docs/reference/folder-library.md");
    await writeFile(join(folder, "folder-library.ts"), `${FOLDER_LIBRARY_PRELUDE}${libraries.join("")}`);
    const programs = await codeBlocks("docs/reference/files-of-programs.md");
    const [watching = ""] = programs.splice(
      programs.findIndex((code) => code.includes("@OnFileChange")),
      1,
    );
    await writeFile(join(folder, "watching.ts"), watching);
    await writeFile(join(folder, "files-of-programs.ts"), `${FILES_PRELUDE}${programs.join("")}`);
    await mkdir(join(folder, "settings"));
    for (const [name, code] of Object.entries(completedSettings(await codeBlocks("docs/reference/settings.md")))) {
      await writeFile(join(folder, "settings", name), code as string);
    }
    await writeFile(join(folder, "http.ts"), completedHttp(await codeBlocks("docs/reference/http.md")));
    await mkdir(join(folder, "logins"));
    for (const [name, code] of Object.entries(completedLogins(await codeBlocks("docs/reference/logins.md")))) {
      await writeFile(join(folder, "logins", name), code as string);
    }
    const tests = await codeBlocks("docs/reference/testing.md");
    await writeFile(join(folder, "shelf.ts"), TESTING_SHELF);
    await writeFile(join(folder, "shop.ts"), TESTING_SHOP);
    await writeFile(join(folder, "testing.ts"), tests.join("\n"));
    for (const [index, code] of (await codeBlocks("docs/reference/game-time.md")).entries()) {
      await writeFile(join(folder, `game-time-${index}.ts`), `${code}${GAME_TIME_PRELUDE}`);
    }
    await writeFile(
      join(folder, "decorators.ts"),
      completedLifecycle(await codeBlocks("docs/reference/decorators.md")),
    );
    await writeFile(join(folder, "daemons.ts"), (await codeBlocks("docs/reference/daemons.md")).join("\n"));
    await writeFile(
      join(folder, "variants.ts"),
      `${VARIANTS_PRELUDE}${(await codeBlocks("docs/reference/shipping.md")).join("\n")}`,
    );
    const [launchesEach = "", inTest = ""] = await codeBlocks("docs/reference/scenarios.md");
    await writeFile(join(folder, "scenario.ts"), launchesEach);
    await writeFile(join(folder, "scenario-test.ts"), `${SCENARIO_PRELUDE}${inTest}`);
    const ports = await freePorts(2);
    for (const [name, code] of await shownFiles()) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      // The ports of the tutorial may be in use here.
      const isTutorial = name.startsWith("tutorial");
      await writeFile(
        join(folder, name),
        isTutorial ? code.replace(/\b400([01])\b/g, (_port, n) => String(ports[n])) : code,
      );
    }
    const withoutStart = integration.replace(/^await runPlugin.*$/m, "");
    const imports = 'import { expect } from "expect";\nimport { startTestPlugin } from "@galaxy-kit/testing";\n';
    await writeFile(join(folder, "in-process.ts"), `${imports}${withoutStart}\n${test}`);
    messages = await compile(folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("show fragments that compile, as other pages do", () => {
    expect(messages).toBe("");
  });

  it("show no code that is neither complete nor completed here", async () => {
    const incomplete: string[] = [];
    for (const page of sitePages().filter((page) => !completedPages.has(page))) {
      const unnamed = (await blocksOf(page)).filter(({ name, language }) => name === undefined && language === "ts");
      if (unnamed.length > 0) incomplete.push(`${page}: ${unnamed[0]?.code.split("\n")[0]}`);
    }
    expect(incomplete).toEqual([]);
  });

  it("show an integration that compiles, and a test of it that passes", () => {
    expect(messages).toBe("");
    const { status, stderr } = spawnSync(process.execPath, [join(folder, "in-process.js")], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("show tests that pass, in the tutorial and in the guides", async () => {
    const all = [...(await shownFiles()).keys()].filter((name) => name.endsWith(".test.ts"));
    // The last step of the tutorial has the same project as the one before.
    const tests = all.filter((name) => !name.startsWith(folderOf(tutorialPages.at(-1) ?? "")));
    expect(tests.length).toBeGreaterThan(3);
    // In one process: each would take a second to start.
    const imports = tests.map((name) => `await import("./${name.replaceAll("\\", "/").replace(/ts$/, "js")}");`);
    await writeFile(join(folder, "all-tests.mjs"), imports.join("\n"));
    const { status, stdout } = spawnSync(process.execPath, ["--test-force-exit", join(folder, "all-tests.mjs")], {
      encoding: "utf8",
      timeout: 25_000,
    });
    expect({ status, failed: stdout.match(/^not ok.*|^# fail [1-9].*/gm) ?? [] }).toEqual({ status: 0, failed: [] });
  });

  describe("the integration of the tutorial", () => {
    let shop: ChildProcessWithoutNullStreams;
    let client: SimulatedClient;

    beforeAll(async () => {
      const project = join(folder, folderOf(tutorialPages.at(-1) ?? ""));
      shop = spawn(process.execPath, [join(project, "backend.mjs")], { stdio: "pipe" });
      await once(shop.stdout, "data");
      const integration = {
        command: process.execPath,
        args: [join(project, "src/main.js")],
        env: {
          GALAXY_KIT_DATA_DIR: join(folder, "tutorial-data"),
          HOME: join(folder, "home"),
          USERPROFILE: join(folder, "home"),
        },
      };
      const program = join(folder, "home/Lantern Games/tide/start.mjs");
      await mkdir(dirname(program), { recursive: true });
      await writeFile(program, "setTimeout(() => undefined, 2000);");
      client = await startSimulatedClient({ integration, timings: quickTimings, version: "2.0", loginWindow: allow });
      await client.importsDone(20_000);
    });

    afterAll(async () => {
      await client.close();
      shop.kill();
    });

    it("shows what the user has bought, with achievements, and what is installed", () => {
      expect(client.problems).toEqual([]);
      expect(client.library.games["tide"]).toMatchObject({
        gameTitle: "Tide of Embers",
        localGameState: 1,
        achievements: [{ achievementId: "first-light" }],
      });
      expect(Object.keys(client.library.games)).toEqual(["tide", "moth"]);
    });

    it("runs a game", async () => {
      client.launchGame("tide");
      await client.waitFor(() => Number(client.library.games["tide"]?.localGameState) === 3, 10_000);
    });
  });

  describe("its shortest integration", () => {
    let client: SimulatedClient;

    beforeAll(async () => {
      const integration = {
        command: process.execPath,
        args: [join(folder, "short.js")],
        env: { GALAXY_KIT_DATA_DIR: join(folder, "data") },
      };
      client = await startSimulatedClient({ integration, timings: quickTimings });
      await client.importsDone(20_000);
    });

    afterAll(() => client.close());

    it("shows the games of the folder, launches one, and sees it run", async () => {
      expect(client.problems).toEqual([]);
      const game = () => Object.values(client.library.games)[0];
      expect(game()).toMatchObject({ gameTitle: "Tide of Embers", localGameState: 1 });
      client.launchGame(game()?.gameId ?? "");
      await client.waitFor(() => Number(game()?.localGameState) === 3, 10_000);
    });
  });

  describe("its integration", () => {
    let client: SimulatedClient;

    beforeAll(async () => {
      const integration = { command: process.execPath, args: [join(folder, "main.js")] };
      client = await startSimulatedClient({ integration, timings: quickTimings });
      await client.importsDone(20_000);
    });

    afterAll(() => client.close());

    it("shows its games", () => {
      expect(client.problems).toEqual([]);
      expect(Object.values(client.library.games).map((game) => game.gameTitle)).toEqual([
        "Tide of Embers",
        "Moth and Lamp",
      ]);
    });

    it("launches a game, which runs and exits", async () => {
      const stateIs = (state: number) => () => client.library.games["tide"]?.localGameState === state;
      client.launchGame("tide");
      await client.waitFor(stateIs(3), 10_000);
      await client.waitFor(stateIs(1), 10_000);
    });
  });
});
