import {
  Achievements,
  Authenticate,
  BackendError,
  CredentialStore,
  GalaxyClient,
  LaunchGame,
  Logger,
  OwnedGames,
  PassLoginCredentials,
  Secrets,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration, type Methods } from "../support/author.js";
import { startLog } from "../support/log.js";
import { type Rig, type RigOptions, startRig } from "../support/rig.js";

const SECRET = 's3cr3t/val "ue" 7';
const forms = [SECRET, JSON.stringify(SECRET).slice(1, -1), encodeURIComponent(SECRET)];

const ada = { userId: "u1", userName: "Ada" };
const methods: Methods = { login: [Authenticate(), () => ada], done: [PassLoginCredentials(), () => ada] };

const pass = (change: object): object => ({
  step: "",
  credentials: { end_uri: "https://x.example/" },
  cookies: [],
  ...change,
});

/** Every way for a secret to become known. */
const ways: readonly { readonly how: string; readonly options?: RigOptions; readonly learn: (rig: Rig) => unknown }[] =
  [
    { how: "as the token of the command line", options: { token: SECRET }, learn: () => undefined },
    {
      how: "as stored credentials",
      learn: (rig) => rig.request("init_authentication", { stored_credentials: { token: SECRET } }),
    },
    {
      how: "as deeply nested stored credentials",
      learn: (rig) => rig.request("init_authentication", { stored_credentials: { a: [{ b: SECRET }] } }),
    },
    {
      how: "as stored credentials, in JSON in a string",
      learn: (rig) =>
        rig.request("init_authentication", { stored_credentials: { json: JSON.stringify({ token: SECRET }) } }),
    },
    { how: "with the cache", options: { cache: { credentials: { token: SECRET } } }, learn: () => undefined },
    {
      how: "as a parameter of the login URL",
      learn: (rig) =>
        rig.request(
          "pass_login_credentials",
          pass({ credentials: { end_uri: `https://x.example/?code=${encodeURIComponent(SECRET)}` } }),
        ),
    },
    {
      how: "as a cookie",
      learn: (rig) => rig.request("pass_login_credentials", pass({ cookies: [{ name: "sid", value: SECRET }] })),
    },
    {
      how: "by storeCredentials",
      learn: (rig) => {
        rig.plugin.resolve(GalaxyClient).storeCredentials({ token: SECRET });
      },
    },
    {
      how: "by CredentialStore.save",
      learn: (rig) => {
        rig.plugin.resolve(CredentialStore).save({ token: SECRET });
      },
    },
    {
      how: "by Secrets.add",
      learn: (rig) => {
        rig.plugin.resolve(Secrets).add(SECRET);
      },
    },
    {
      how: "as refreshed credentials",
      learn: async (rig) => {
        const refreshed = rig.plugin.resolve(GalaxyClient).refreshCredentials({});
        await rig.send({ jsonrpc: "2.0", id: "1", result: { access_token: SECRET } });
        await refreshed;
      },
    },
  ];

describe.each(ways)("a secret that is known $how", ({ options = {}, learn }) => {
  it("is masked everywhere in the log, in every form", async () => {
    const rig = await startRig(integration(methods), options);
    await learn(rig);
    const log = rig.plugin.resolve(Logger);
    const before = rig.log.lines.length;
    for (const form of forms) {
      log.info(`before ${form} after`);
      log.named(form).info("message", {
        [`key ${form}`]: 1,
        nested: { list: [form, new Error(`about ${form}`)] },
        json: JSON.stringify({ SECRET }),
      });
    }
    const written = rig.log.lines.slice(before);
    expect(written).toHaveLength(2 * forms.length);
    for (const line of written) {
      for (const form of forms) expect(line).not.toContain(form);
      expect(line).not.toContain("s3cr3t/val");
    }
    expect(JSON.parse(written[0] ?? "")).toMatchObject({ message: "before *** after" });
    expect(JSON.parse(written[1] ?? "")).toMatchObject({ logger: "***", "key ***": 1 });
  });
});

describe("a secret in an error or result, in the log and in the messages to the client,", () => {
  const leak = (): never => {
    throw new Error(`401 for https://x.example/?token=${encodeURIComponent(SECRET)}`, {
      cause: { headers: { cookie: SECRET } },
    });
  };
  const know = { cache: { credentials: { token: SECRET } } };

  it.each<[what: string, methods: Methods, call: (rig: Rig) => unknown]>([
    ["thrown by a request", { owned: [OwnedGames(), leak] }, (rig) => rig.request("import_owned_games")],
    ["thrown by a command", { launch: [LaunchGame(), leak] }, (rig) => rig.notify("launch_game", { game_id: "1" })],
    [
      "in a GalaxyError",
      {
        owned: [
          OwnedGames(),
          () => {
            throw new BackendError(SECRET, { cause: SECRET, data: { a: SECRET } });
          },
        ],
      },
      (rig) => rig.request("import_owned_games"),
    ],
    [
      "in the failure of one item of an import",
      {
        achievements: [
          Achievements() as never,
          () => {
            throw new BackendError(SECRET, { data: { nested: [SECRET] } });
          },
        ],
      },
      (rig) => rig.request("start_achievements_import", { game_ids: ["1"] }),
    ],
    [
      "in an invalid result",
      { owned: [OwnedGames(), () => [{ gameId: SECRET }]] },
      (rig) => rig.request("import_owned_games"),
    ],
  ])("%s is masked", async (_, annotated, call) => {
    const rig = await startRig(integration(annotated), know);
    await call(rig);
    expect(rig.log.entries.at(-1)?.message).toMatch(/^Author\./);
    // The client writes the errors that it receives to a log of its own.
    for (const text of [rig.log.text, JSON.stringify(rig.messages)]) {
      for (const form of forms) expect(text).not.toContain(form);
      expect(text).not.toContain("s3cr3t");
    }
  });
});

describe("invalid parameters", () => {
  // Longer than the quoted part of a value: the remainder would not be recognized as the secret.
  const long = `${"s3cr3t-".repeat(20)}end`;

  it.each<[method: string, params: object]>([
    ["initialize_cache", { data: long }],
    ["initialize_cache", { data: [long] }],
    ["initialize_cache", { data: JSON.stringify({ credentials: { token: long } }) }],
    ["initialize_cache", { data: {}, [long]: 1 }],
    ["init_authentication", { stored_credentials: { token: "t" }, [long]: 1 }],
    ["pass_login_credentials", pass({ credentials: long })],
    ["pass_login_credentials", pass({ credentials: { end_uri: [long] } })],
    ["pass_login_credentials", pass({ cookies: long })],
    ["pass_login_credentials", pass({ cookies: [long] })],
    ["pass_login_credentials", pass({ cookies: [{ name: "sid", value: { nested: long } }] })],
    ["pass_login_credentials", pass({ cookies: [{ name: long }] })],
    ["pass_login_credentials", pass({ cookies: { [long]: long } })],
  ])("of %s are logged without their values: %j", async (method, params) => {
    const rig = await startRig(integration(methods));
    expect(await rig.request(method, params)).toMatchObject({ error: { code: -32602, message: "Invalid params" } });
    expect(rig.log.entries.at(-1)).toMatchObject({
      level: "error",
      message: "The client sent invalid parameters",
      method,
    });
    expect(rig.log.text).not.toContain("s3cr3t");
  });

  it("of other calls are logged with the value found", async () => {
    const rig = await startRig(integration({ launch: [LaunchGame(), () => undefined] }));
    await rig.notify("launch_game", { game_id: 5 });
    expect(rig.log.entries.at(-1)).toMatchObject({
      method: "launch_game",
      reason: "game_id: expected a string, found the number 5",
    });
  });

  it("of a login are logged with the path of the error", async () => {
    const rig = await startRig(integration(methods));
    await rig.request("pass_login_credentials", pass({ credentials: {} }));
    expect(rig.log.entries.at(-1)).toMatchObject({ reason: "credentials.end_uri: expected a string" });
  });
});

describe("a string instead of credentials", () => {
  it("is not quoted by the error that rejects it", async () => {
    const rig = await startRig(integration(methods));
    const long = `${"s3cr3t-".repeat(20)}end`;
    let message = "";
    try {
      rig.plugin.resolve(GalaxyClient).storeCredentials(long as never);
    } catch (error) {
      message = String(error);
      rig.plugin.resolve(Logger).error("could not store", { error });
    }
    expect(message).toContain("expected an object");
    expect(rig.log.text).not.toContain("s3cr3t");
  });
});

describe("a line that is too long", () => {
  const KEPT = 64 * 1024;
  const secret = "s3cr3t-".repeat(10);

  it.each<[where: string, text: string]>([
    ["at the cut", "x".repeat(KEPT - 10) + secret],
    ["at the cut, after others that are masked", `${secret} `.repeat(100).padEnd(KEPT - 10, "x") + secret],
    ["right after the cut", "x".repeat(KEPT) + secret],
  ])("shows no part of a secret %s", (_, text) => {
    const { log, captured, secrets } = startLog();
    secrets.add(secret);
    log.info(text + "y".repeat(KEPT * 4));
    expect(captured.text).not.toContain("s3c");
    expect(captured.entries[0]?.message).toMatch(/xxx(\*{3})?$/);
  });

  it.each([
    ["too long", "x".repeat(KEPT), 5],
    ["too long only as JSON", "\n".repeat(KEPT), 3],
  ])("has no fields if their text is %s", (_, text, count) => {
    const { log, captured } = startLog();
    log.info("too much", { texts: new Array<string>(count).fill(text) });
    expect(captured.entries[0]).toMatchObject({ message: "too much", fields: "[too long]" });
  });
});

describe("a value that is not secret", () => {
  it("stays readable: user, cookie names and hosts, short values", async () => {
    const rig = await startRig(integration(methods));
    await rig.request(
      "pass_login_credentials",
      pass({
        credentials: { end_uri: `https://x.example/#code=${encodeURIComponent(SECRET)}&expires_in=7200` },
        cookies: [
          { name: "session_id", value: SECRET, domain: "shop.example", path: "/account" },
          { name: "lifetime", value: "3600" },
        ],
      }),
    );
    await rig.request("init_authentication", {
      stored_credentials: { token: SECRET, country: "DE", version: 1, expires_in: 1800, remember: true },
    });
    const message = "session_id of shop.example/account in DE, version 1, true, for 1800, 3600 and 7200 s";
    rig.plugin.resolve(Logger).info(message, { version: 1 });
    expect(rig.log.entries.at(-1)).toMatchObject({
      message,
      version: 1,
    });
  });
});
