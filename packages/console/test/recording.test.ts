import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readSession, showSession, UnreadableSessionError } from "../src/index.js";
import { Redaction } from "../src/recording/redaction.js";
import { newFolder, serve, smallPage, startClient } from "./support/console.js";
import { game, Integration } from "./support/integration.js";
import { TestPage } from "./support/page.js";

const SECRET = "s3cr3t/Value+for=Jo";
const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqbyJ9.c2lnbmF0dXJl";

describe("the masking of a session", () => {
  const redact = (value: unknown) => new Redaction([SECRET, "99887766"], "/home/jo").redact(value);

  it.each<[string, unknown, unknown]>([
    ["a known secret inside of a text", `got ${SECRET}.`, "got (secret 1)."],
    ["one in an address", `https://x.test/?a=${encodeURIComponent(SECRET)}&b=1`, "https://x.test/?a=(secret 1)&b=1"],
    ["one in Base64", `x ${Buffer.from(SECRET).toString("base64")}`, "x (secret 1)"],
    ["one in Base64 for addresses", Buffer.from(SECRET).toString("base64url"), "(secret 1)"],
    ["one in JSON inside of a text", JSON.stringify({ list: [SECRET] }), '{"list":["(secret 1)"]}'],
    [
      "a property by its name",
      { accessToken: "abcdef", title: "Tokens of Fate" },
      { accessToken: "(token 1)", title: "Tokens of Fate" },
    ],
    [
      "a number by its name",
      { refresh_token: 1234567, count: 1234567 },
      { refresh_token: "(token 1)", count: 1234567 },
    ],
    [
      "cookies as a list",
      { cookies: [{ name: "sid", value: "v" }] },
      { cookies: [{ name: "(cookie 1)", value: "(cookie 2)" }] },
    ],
    ["cookies in a header", "Cookie: sid=1; theme=dark", "Cookie: (cookie 1)"],
    ["cookies in a response", "Set-Cookie: sid=1; Path=/", "Set-Cookie: (cookie 1)"],
    ["a header", "authorization: Bearer abcdefghijkl", "authorization: Bearer (token 1)"],
    ["a basic login", "with Basic am86cGFzc3dvcmQ=", "with Basic (token 1)"],
    ["a short one in a header", "Authorization: Bearer abc", "Authorization: Bearer (token 1)"],
    ["a known number", { user: 99887766 }, { user: "(secret 1)" }],
    ["a JSON Web Token", `id ${jwt}!`, "id (token 1)!"],
    [
      "parameters of an address",
      "https://x.test/done?code=ab12&page=2#access_token=zz",
      "https://x.test/done?code=(token 1)&page=2#access_token=(token 2)",
    ],
    [
      "encoded parameters of an address",
      "next=https%3A%2F%2Fx.test%3Ftoken%3Dabc",
      "next=https%3A%2F%2Fx.test%3Ftoken%3D(token 1)",
    ],
    ["a form", "user=jo&password=hunter2", "user=jo&password=(token 1)"],
    ["a line of a log", "login failed, password: hunter2 (401)", "login failed, password: (token 1) (401)"],
    ["JSON that is cut off", '{"id_token":"abc","sta', '{"id_token":"(token 1)","sta'],
    ["JSON in a text", 'sent {"password":"abc"}', 'sent {"password":"(token 1)"}'],
    ["JSON in a text in JSON", String.raw`body "{\"token\":\"abc\"}"`, String.raw`body "{\"token\":\"(token 1)\"}"`],
    ["email addresses", "jo.doe+x@mail.example.org and jo%40example.org", "(email address 1) and (email address 2)"],
    ["an email address as a name", { "jo@example.org": 1 }, { "(email address 1)": 1 }],
    ["the home folder", "at /home/jo/shop/main.ts:3", "at ~/shop/main.ts:3"],
    ["one that is encoded twice", encodeURIComponent(encodeURIComponent(SECRET)), "(secret 1)"],
    [
      "one with other digits in the codes",
      SECRET.replace("/", "%2f").replace("+", "%2b").replace("=", "%3d"),
      "(secret 1)",
    ],
    ["one with an escaped slash", SECRET.replace("/", String.raw`\/`), "(secret 1)"],
    ["one in hexadecimal digits", Buffer.from(SECRET).toString("hex"), "(secret 1)"],
    [
      "a dictionary of Python",
      "got {'access_token': 'abc', 'id': 'x1'}",
      "got {'access_token': '(token 1)', 'id': 'x1'}",
    ],
    ["a text in quotes", 'password="hunter two", id="x1"', 'password="(token 1)", id="x1"'],
    ["a login in an address", "https://jo:hunter2@x.test/", "https://jo:(token 1)@x.test/"],
    [
      "headers as a list",
      {
        headers: [
          { name: "Cookie", value: "PHPSESSID=1" },
          { name: "Age", value: "1" },
        ],
      },
      {
        headers: [
          { name: "Cookie", value: "(cookie 1)" },
          { name: "Age", value: "1" },
        ],
      },
    ],
    ["headers without names", ["Cookie", "a=1", "Age", "1"], ["Cookie", "(cookie 1)", "Age", "1"]],
    ["a JSON Web Token of Steam", `steam=7656%7C%7C${jwt.replace("eyJ", "eyA")}`, "steam=7656%7C%7C(token 1)"],
  ])("replaces %s", (_, value, redacted) => expect(redact(value)).toEqual(redacted));

  it.each([0, 1, 2])("replaces a known secret %d bytes after the start of what is in Base64", (offset) => {
    const encoded = Buffer.from(`${"jo:".slice(0, offset)}${SECRET}:x`).toString("base64");
    expect(redact(encoded)).toMatch(/^.{0,4}\(secret 1\).{0,7}$/);
  });

  it("replaces the home folder of Windows however it is written", () => {
    const redaction = new Redaction([], String.raw`C:\Users\Jo Doe`);
    for (const path of [String.raw`C:\Users\Jo Doe`, "C:/Users/Jo Doe", "C:/Users/Jo%20Doe"])
      expect(redaction.redact(`at ${path}/a.ts`)).toBe("at ~/a.ts");
  });

  it("takes time in proportion to the length of a text", () => {
    for (const part of ["eyJ-", "a='", "token_", "https://a:", "cookie "]) {
      const begun = process.cpuUsage();
      redact(part.repeat(200_000 / part.length));
      // At the price of its square, the first one would take a minute.
      expect(process.cpuUsage(begun).user / 1_000_000).toBeLessThan(3);
    }
  });

  it("does not fail for JSON that is nested too deeply", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    expect(redact(deep)).toBe(deep);
  });

  it.each<[string, unknown]>([
    ["titles and ids", { game_id: "0f9a3c5e7b1d2f4a6c8e0b2d4f6a8c0e", game_title: "Token: The Cookie Wars" }],
    ["error codes", { error: { code: 4, message: "Backend error" } }],
    ["numbers and switches", { tokens: 12, hasSecrets: true, token: null }],
    ["packages and versions", "at react-dom@19.3.1/index.js (file.ts:3:7)"],
    ["states", "state: connected"],
  ])("leaves %s alone", (_, value) => expect(redact(value)).toEqual(value));

  it("keeps the same value recognizable, and counts different ones", () => {
    const redaction = new Redaction([], "/home/jo");
    expect(redaction.redact(["a@b.example", "a@b.example", "c@d.example", { token: "abc" }])).toEqual([
      "(email address 1)",
      "(email address 1)",
      "(email address 2)",
      { token: "(token 1)" },
    ]);
    expect(redaction.counts).toEqual({ "email address": 2, token: 1 });
  });
});

describe("a recorded session", () => {
  async function saved(showSecrets = false) {
    const features = ["ImportOwnedGames", "ImportGameTime"];
    const integration: Integration = new Integration(features, {
      import_owned_games: () => ({ owned_games: [game("g0", "Sent to ann@example.org"), game("g1")] }),
      start_game_times_import: () => {
        setImmediate(() => {
          for (const game_id of ["g0", "g1"])
            integration.notify("game_time_import_success", { game_time: { game_id, time_played: 60 } });
          integration.notify("game_times_import_finished");
        });
        return null;
      },
    });
    const client = await startClient(integration, { showSecrets });
    await client.importsDone();
    integration.notify("store_credentials", { session: SECRET, user: { mail: "jo@example.org" } });
    integration.notify("nothing_known", { echo: SECRET, folder: homedir() });
    await client.waitFor(() => client.problems.length > 0 && client.library.credentials);
    const { url } = await serve(client);
    const text = await (await fetch(`${url}session.ndjson`)).text();
    const file = join(newFolder(), "session.ndjson");
    writeFileSync(file, text);
    return { client, text, file };
  }

  it.each([
    ["masks secrets itself", false],
    ["shows secrets", true],
  ])("contains no secret in any form if the client %s, and says how many were masked", async (_, showSecrets) => {
    const { text } = await saved(showSecrets);
    for (const secret of [SECRET, encodeURIComponent(SECRET), "jo@example.org", "ann@example.org", homedir()])
      expect(text).not.toContain(secret);
    const { masked } = JSON.parse(text.trim().split("\n").at(-1)!);
    expect(masked).toMatchObject({ secret: expect.any(Number), "email address": 1, "home folder": 1 });
  });

  it("is shown without an integration, with everything that a page can ask for, and nothing to do", async () => {
    const { client, file } = await saved();
    await client.close();
    // A file from someone else can have any address there.
    const hostile = '"editor":{"address":"search-ms:crumb=location:{file}","folder":"/"},"name":"Shop"';
    writeFileSync(file, readFileSync(file, "utf8").replace('"name":"Shop"', hostile));
    const session = await readSession(file);
    const { url, close } = await showSession(session, { page: smallPage() });
    try {
      const page = await TestPage.open(url);
      await page.until(() => page.rows("journal").length > 0 && page.lists.games.size === 2);
      expect(page.latest("welcome")).toMatchObject({
        name: "Shop",
        recorded: { savedAt: session.savedAt, masked: session.masked },
      });
      expect(page.latest("welcome")).not.toHaveProperty("editor");
      expect(page.latest("connection")!.connection).toMatchObject({
        status: { state: "connected" },
        can: { restart: false, call: false },
      });
      expect(await page.ask("game", { gameId: "g0" })).toMatchObject({ timePlayed: 60 });
      const row = page.rows("journal").find(({ method }) => method === "store_credentials")!;
      expect(await page.ask("journalEntry", { number: row.number, reveal: true })).toMatchObject({ hasSecrets: true });
      const [imported] = page.all("list").flatMap(({ list, rows }) => (list === "journalImports" ? rows : []));
      const items = await page.ask("journalItems", {
        id: (imported as { id: string }).id,
        of: "all",
        from: 0,
        count: 100,
      });
      expect(new Set(items.map(({ method }) => method))).toEqual(new Set(["game_time_import_success"]));
      await expect(page.ask("restart", {})).rejects.toThrow("This is a recorded session");
    } finally {
      await close();
    }
  });

  it("is shown as far as it goes if its end is missing", async () => {
    const { text, file } = await saved();
    const whole = await readSession(file);
    const afterUpdates = text.indexOf('\n{"request":');
    for (const end of [text.trimEnd().lastIndexOf("\n") + 1, text.length - 5, afterUpdates, afterUpdates + 20]) {
      writeFileSync(file, text.slice(0, end));
      const { masked, updates } = await readSession(file);
      expect(masked).toBeUndefined();
      expect(updates.slice(1)).toEqual(whole.updates.slice(1));
    }
    const { url, close } = await showSession(await readSession(file), { page: smallPage() });
    try {
      const page = await TestPage.open(url);
      await page.until(() => page.lists.games.size === 2);
      expect(page.latest("welcome")!.recorded).toEqual({ savedAt: whole.savedAt });
      await expect(page.ask("game", { gameId: "g0" })).rejects.toThrow("the end of its file is missing");
    } finally {
      await close();
    }
  });

  it("is refused if a newer version of Galaxy Kit has saved it, or if nothing in it can be shown", async () => {
    const { text, file } = await saved();
    writeFileSync(file, '{"galaxyKitSession":2,"saved":"today"}\n{"anything":1}\n');
    await expect(readSession(file)).rejects.toThrow(
      `${file} was saved by a newer version of Galaxy Kit: its format is 2, and this version reads 1. Update @galaxy-kit/cli, and open the file again.`,
    );
    writeFileSync(file, text.slice(0, text.indexOf("\n") + 20));
    await expect(readSession(file)).rejects.toThrow(
      `${file} ends before anything that can be shown. Get the complete file, or save the session again.`,
    );
  });

  it("is refused if it is another file", async () => {
    const { text, file } = await saved();
    const start = text.slice(0, text.indexOf("\n"));
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const invalid = [
      "{}",
      "not JSON\n{}",
      '{"update":null}',
      '{"update":{"type":"welcome","name":{}}}',
      `{"update":{"type":"login","a":${deep}}}`,
    ];
    for (const other of [
      "",
      "{}",
      "not JSON",
      '{"update":{}}',
      start.slice(0, 20),
      ...invalid.map((line) => `${start}\n${line}\n`),
    ]) {
      writeFileSync(file, other);
      await expect(readSession(file)).rejects.toThrow(UnreadableSessionError);
    }
  });
});
