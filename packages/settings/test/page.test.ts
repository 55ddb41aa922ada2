import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { BackendNotAvailable, InvalidCredentials, type NextStep, Service } from "@galaxy-kit/sdk";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { describe, expect, it } from "@jest/globals";
import {
  CheckSettings,
  type CheckSettingsHandler,
  Choice,
  FileField,
  FolderList,
  FormLogin,
  NumberField,
  SecretField,
  Settings,
  SystemBrowser,
  TextField,
  Toggle,
} from "../src/index.js";
import { runWith, UserFolder } from "./support/running-settings.js";

@Settings({ title: "<RetroArch> & friends" })
class RetroArch {
  @FolderList("ROM folders", { hint: 'With "quotes"' }) readonly romFolders: readonly string[] = [];
  @FileField("Program", { executable: true, optional: true }) readonly program: string = "";
  @SecretField("API key", { optional: true, minLength: 4 }) readonly apiKey: string = "";
  @NumberField("Volume", { min: 0, max: 100 }) readonly volume: number = 80;
  @Choice("Names", { file: "File name", database: "Database" }) readonly names: "file" | "database" = "file";
  @Toggle("Full screen") readonly fullScreen: boolean = true;
  @TextField("Nickname") readonly nickname: string = "player";

  @CheckSettings()
  own(next: RetroArch) {
    return this === next && next.nickname === "root" ? [{ field: "nickname" as const, message: "is taken" }] : [];
  }
}

/** A form page as a browser sees it, without a browser. */
async function open(text?: string, options: Parameters<typeof runWith>[1] & { readonly user?: () => never } = {}) {
  const folder = options.folder ?? new UserFolder();
  if (text !== undefined) folder.write(text);
  const roms = join(folder.root, "roms");
  mkdirSync(roms, { recursive: true });
  const running = await runWith(RetroArch, { ...options, folder, login: FormLogin(RetroArch, { show: "on connect" }) });
  const step = (await running.galaxy.authenticate()) as NextStep;
  const url = step.authParams.startUri;
  const { origin } = new URL(url);
  const get = async (path = "") => await fetch(url + path);
  const form = async () => {
    const page = await (await get()).text();
    const [, revision = ""] = /name=":revision" value="([^"]*)"/.exec(page) ?? [];
    return { page, revision };
  };
  const valid = { romFolders: roms, volume: "80", names: "file", nickname: "player" };
  const post = async (fields: Record<string, string | readonly string[]>, revision?: string) => {
    const body = new URLSearchParams({ ":revision": revision ?? (await form()).revision });
    for (const [name, value] of Object.entries({ ...valid, ...fields })) {
      for (const each of [value].flat()) body.append(name, each);
    }
    const response = await fetch(url, { method: "POST", body, headers: { origin }, redirect: "manual" });
    return { status: response.status, location: response.headers.get("location"), page: await response.text() };
  };
  return { ...running, folder, roms, step, url, origin, get, form, post };
}

/** Sends a request that fetch() would not send. Resolves to the status. */
async function raw(
  url: string,
  options: { method?: string; headers?: Record<string, string>; path?: string; body?: string },
) {
  const { port, pathname } = new URL(url);
  return await new Promise<number | undefined>((resolve, reject) => {
    const { method = "GET", headers = {}, path = pathname, body } = options;
    const request = httpRequest({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", reject).end(body);
  });
}

describe("the form page", () => {
  it("shows every field with its label, hint and value, and nothing that it would not escape", async () => {
    const { form, roms } = await open('{ "nickname": "<b>\\"&", "volume": 7 }');
    const { page } = await form();
    for (const text of ["ROM folders", "Program", "API key", "Volume", "Names", "Full screen", "Nickname"]) {
      expect(page).toContain(text);
    }
    expect(page).toContain("&lt;RetroArch&gt; &amp; friends");
    expect(page).toContain('value="&lt;b&gt;&quot;&amp;"');
    expect(page).toContain("With &quot;quotes&quot;");
    expect(page).not.toContain("<b>");
    expect(page).not.toContain("<RetroArch>");
    expect(roms).toBeDefined();
  });

  it("saves what was changed", async () => {
    const { post, settings, folder, roms } = await open();
    expect(await post({ volume: "11.5", names: "database", nickname: " ada ", apiKey: "geheim" })).toMatchObject({
      status: 303,
      location: "done",
    });
    expect(settings).toMatchObject({
      romFolders: [roms],
      volume: 11.5,
      names: "database",
      fullScreen: false,
      nickname: "ada",
      apiKey: "geheim",
    });
    expect(folder.read()).toContain('"volume": 11.5');
  });

  it("keeps what another program changed in the meantime, unless the user changed the same", async () => {
    const { post, form, settings, folder, until } = await open('{ "nickname": "ada", "volume": 1 }');
    const { revision } = await form();
    folder.write('{ "nickname": "eve", "volume": 2 } // mine');
    await until(() => settings.volume === 2);
    expect(await post({ nickname: "bob", volume: "1" }, revision)).toMatchObject({ status: 303 });
    expect(settings).toMatchObject({ nickname: "bob", volume: 2 });
    expect(folder.read()).toContain("// mine");
  });

  it("keeps what another tab has saved since the page was shown", async () => {
    const { post, form, settings } = await open();
    const [one, other] = [await form(), await form()];
    expect(await post({ nickname: "bob" }, one.revision)).toMatchObject({ status: 303 });
    expect(await post({ volume: "5" }, other.revision)).toMatchObject({ status: 303 });
    expect(settings).toMatchObject({ nickname: "bob", volume: 5 });
  });

  it.each([
    [{ romFolders: "" }, "Add at least one folder"],
    [{ romFolders: "relative" }, "which must be an absolute path"],
    [{ romFolders: "/does/not/exist" }, "/does/not/exist does not exist"],
    [{ program: "/" }, "/ is not a file"],
    [{ volume: "" }, "This must be a number from 0 to 100"],
    [{ volume: "101" }, "This must be a number from 0 to 100"],
    [{ names: "other" }, "This must be &quot;file&quot; or &quot;database&quot;"],
    [{ nickname: "  " }, "Fill in this field"],
    [{ nickname: "root" }, "is taken"],
    [{ apiKey: "abc" }, "This must be text of at least 4 characters"],
  ])("saves nothing that is not valid, and says at the field what is wrong: %j", async (fields, message) => {
    const { post, settings } = await open();
    const before = Object.assign({}, settings);
    const { status, page } = await post(fields);
    expect(status).toBe(422);
    expect(page).toContain(message);
    const [key] = Object.keys(fields);
    expect(page).toContain(`href="#field-${key}"`);
    expect(page).toMatch(new RegExp(`id="field-${key}-error"`));
    expect(Object.assign({}, settings)).toEqual(before);
  });

  it("refuses a file that is not a program", async () => {
    const { post, folder } = await open();
    const text = join(folder.root, "notes.txt");
    writeFileSync(text, "");
    chmodSync(text, 0o600);
    expect((await post({ program: text })).page).toContain("is not a program that you may start");
  });

  it("lets the user change other settings while a disk is missing", async () => {
    const { post, settings } = await open('{ "romFolders": ["/mnt/gone"] }');
    expect(await post({ romFolders: "/mnt/gone", volume: "3" })).toMatchObject({ status: 303 });
    expect(settings).toMatchObject({ romFolders: ["/mnt/gone"], volume: 3 });
  });

  it("removes duplicates, empty rows and the quotation marks that Windows adds", async () => {
    const { post, settings, roms } = await open();
    await post({ romFolders: [roms, "", `"${roms}"`, ` ${roms} `] });
    expect(settings.romFolders).toEqual([roms]);
  });

  it("shows the problems of the file", async () => {
    const { form } = await open('{ "volume": "loud" }');
    expect((await form()).page).toContain("must be a number from 0 to 100, but found &quot;loud&quot;");
  });
});

it("a setting may have a name that the form uses itself", async () => {
  @Settings({ title: "Named" })
  class Named {
    @TextField("Revision") readonly revision: string = "a";
  }
  const { galaxy, settings } = await runWith(Named, { login: FormLogin(Named, { show: "on connect" }) });
  const url = ((await galaxy.authenticate()) as NextStep).authParams.startUri;
  const [, shown = ""] = /name=":revision" value="([^"]*)"/.exec(await (await fetch(url)).text()) ?? [];
  const body = new URLSearchParams({ ":revision": shown, revision: "b" });
  await fetch(url, { method: "POST", body, headers: { origin: new URL(url).origin }, redirect: "manual" });
  expect(settings.revision).toBe("b");
});

describe("a disk that cannot be written", () => {
  it("is reported on the form, which keeps what was entered", async () => {
    const { post, folder, settings } = await open();
    rmSync(folder.config, { recursive: true });
    writeFileSync(folder.config, "not a folder");
    const { status, page } = await post({ nickname: "ada" });
    expect(status).toBe(500);
    expect(page).toContain("The settings could not be saved: ");
    expect(page).toContain('value="ada"');
    expect(settings.nickname).toBe("player");
  });
});

describe("a secret on the page", () => {
  it("that was encrypted elsewhere is kept, although nobody can read it here", async () => {
    const sealed = '"apiKey": { "protected": "by another program" }';
    const checked: string[] = [];
    @Service()
    class KeyCheck {
      @CheckSettings(RetroArch)
      check({ apiKey }: RetroArch) {
        checked.push(apiKey);
        return apiKey === "" ? [{ message: "a key is needed" }] : [];
      }
    }
    const options = { services: [KeyCheck] };
    const { form, post, folder, settings } = await open(`{ ${sealed}, "volume": 1 }`, options);
    const { page } = await form();
    expect(page).toContain("A value is stored");
    expect(page).toContain("is encrypted and cannot be read here, so it is not checked; enter it again to replace it");
    expect(await post({ volume: "2" })).toMatchObject({ status: 303 });
    expect(folder.read()).toContain(sealed);
    expect(settings).toMatchObject({ apiKey: "", volume: 2 });
    expect(await post({ apiKey: "geheim" })).toMatchObject({ status: 303 });
    expect(settings.apiKey).toBe("geheim");
    expect(checked).toEqual(["geheim"]);
  });

  it("is not sent back, is kept if nothing is entered, and can be removed", async () => {
    const { form, post, settings } = await open('{ "apiKey": "geheim" }');
    expect((await form()).page).not.toContain("geheim");
    expect(await post({ apiKey: "" })).toMatchObject({ status: 303 });
    expect(settings.apiKey).toBe("geheim");
    expect(await post({ apiKey: "", "apiKey:remove": "on" })).toMatchObject({ status: 303 });
    expect(settings.apiKey).toBe("");
  });

  it("does not have to be entered again because of another field", async () => {
    const { post, settings, galaxy } = await open();
    const { page } = await post({ apiKey: "geheim", volume: "loud" });
    expect(page).not.toContain("geheim");
    const [, revision = ""] = /name=":revision" value="([^"]*)"/.exec(page) ?? [];
    expect(await post({ apiKey: "", volume: "5" }, revision)).toMatchObject({ status: 303 });
    expect(settings).toMatchObject({ apiKey: "geheim", volume: 5 });
    expect(galaxy.log.text).not.toContain("geheim");
  });
});

describe("a check", () => {
  function checking(check: (next: RetroArch, signal: AbortSignal) => ReturnType<CheckSettingsHandler<RetroArch>>) {
    @Service()
    class Checker {
      @CheckSettings(RetroArch)
      check(next: RetroArch, signal: AbortSignal) {
        return check(next, signal);
      }
    }
    return { services: [Checker] };
  }

  it("gets what the user wants to save, before it is saved", async () => {
    const seen: unknown[] = [];
    const { post, settings } = await open(
      undefined,
      checking((next) => void seen.push(next.volume, settings.volume)),
    );
    await post({ volume: "5" });
    expect(seen).toEqual([5, 80]);
  });

  it("replaces what was entered by something better", async () => {
    const { post, settings, folder } = await open(
      undefined,
      checking(({ volume }) => Promise.resolve([{ field: "volume", value: Math.min(volume, 50) }])),
    );
    expect(await post({ volume: "70" })).toMatchObject({ status: 303 });
    expect(settings.volume).toBe(50);
    expect(folder.read()).toContain('"volume": 50');
  });

  it("that throws InvalidCredentials with the name of a field shows the message there", async () => {
    const { post } = await open(
      undefined,
      checking(() => Promise.reject(new InvalidCredentials("is too old", { data: { field: "volume" } }))),
    );
    const { status, page } = await post({ volume: "5" });
    expect(status).toBe(422);
    expect(page).toMatch(/<a href="#[^"]*volume[^"]*">[^<]*<\/a>[^<]*is too old/);
  });

  it("that fails saves nothing, and the page says why", async () => {
    const { post, settings } = await open(
      undefined,
      checking(() => Promise.reject(new BackendNotAvailable("the shop is closed"))),
    );
    const { status, page } = await post({ volume: "5" });
    expect(status).toBe(422);
    expect(page).toContain("The settings could not be checked: the shop is closed");
    expect(settings.volume).toBe(80);
  });

  it("that throws something else does not show it", async () => {
    const { post } = await open(
      undefined,
      checking(() => {
        throw new TypeError("x.y is undefined");
      }),
    );
    const { page } = await post({ volume: "5" });
    expect(page).toContain("The settings could not be checked: see the log");
    expect(page).not.toContain("x.y");
  });

  it("has 20 seconds, after which its signal is aborted", async () => {
    let aborted = false;
    const check = checking(
      (_next, signal) =>
        new Promise(() => {
          signal.addEventListener("abort", () => (aborted = true));
        }),
    );
    const { post, galaxy } = await open(undefined, check);
    const response = post({ volume: "5" });
    let done = false;
    void response.then(() => (done = true));
    while (!done) await galaxy.clock.advance("1s");
    expect((await response).page).toContain("no answer within 20 seconds");
    expect(aborted).toBe(true);
  });
});

describe("the file browser", () => {
  it("lists folders, and files only for a field that takes one", async () => {
    const { get, roms } = await open();
    mkdirSync(join(roms, "snes"));
    writeFileSync(join(roms, "game.sfc"), "content");
    symlinkSync(join(roms, "snes"), join(roms, "link"));
    const list = async (kind: string, path = roms) =>
      (await (await get(`folder?kind=${kind}&path=${encodeURIComponent(path)}`)).json()) as object;
    expect(await list("folder")).toMatchObject({
      path: roms,
      parent: join(roms, ".."),
      folders: [{ name: "link" }, { name: "snes", path: join(roms, "snes") }],
      files: [],
    });
    expect(await list("file")).toMatchObject({ files: [{ name: "game.sfc", path: join(roms, "game.sfc") }] });
    expect(await list("file", join(roms, "game.sfc"))).toEqual({ file: join(roms, "game.sfc") });
  });

  it.each([
    ["/etc/passwd", "This is not a folder."],
    ["/does/not/exist", "This folder does not exist."],
    ["../../etc", "Enter an absolute path."],
    ["", "Enter an absolute path."],
    ["/etc/\0", "Enter an absolute path."],
    ["file:///etc", "Enter an absolute path."],
  ])("gives no content, and no relative path a meaning: %j", async (path, problem) => {
    const { get } = await open();
    const response = await get(`folder?kind=folder&path=${encodeURIComponent(path)}`);
    expect(await response.json()).toEqual({ problem });
  });

  it("starts where the field points, or nearest to it", async () => {
    const { get, roms } = await open();
    const start = async (path: string) =>
      (await (await get(`folder?kind=folder&start=1&path=${encodeURIComponent(path)}`)).json()) as { path: string };
    expect((await start(join(roms, "gone", "deeper"))).path).toBe(roms);
    expect((await start("")).path).not.toBe("");
  });

  it("does not exist if no setting is a path", async () => {
    @Settings({ title: "Plain" })
    class Plain {
      @TextField("Text") readonly text: string = "";
    }
    const { galaxy } = await runWith(Plain, { login: FormLogin(Plain) });
    const { authParams } = (await galaxy.authenticate()) as NextStep;
    expect((await fetch(`${authParams.startUri}folder?kind=folder&path=/`)).status).toBe(404);
  });
});

describe("an attack", () => {
  const site = "https://evil.example";

  it.each([
    { what: "another Host", headers: { host: "localhost" } },
    { what: "a name that leads here", headers: { host: "evil.example" } },
    { what: "another Origin", headers: { origin: site } },
    { what: "an opaque Origin", headers: { origin: "null" } },
    { what: "a script of another site", headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" } },
    {
      what: "a frame of another site",
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    },
    { what: "no token", path: "/" },
    { what: "another token", path: `/${"A".repeat(32)}/` },
    { what: "half a token", path: "half" },
    { what: "a path outside", path: "outside" },
    { what: "an unknown method", method: "PUT" },
  ])("reads nothing: $what", async ({ headers = {}, path, method }) => {
    const { url } = await open();
    const { host, pathname } = new URL(url);
    const target = path === "half" ? `${pathname.slice(0, -5)}/` : path === "outside" ? `${pathname}../page.js` : path;
    expect(
      await raw(url, { headers: { host, ...headers }, ...(target && { path: target }), ...(method && { method }) }),
    ).toBe(404);
    expect(await raw(url, { headers: { host } })).toBe(200);
  });

  it.each([
    {
      what: "a form of another site",
      headers: { origin: site, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
    },
    { what: "a form of another page of this computer", headers: { origin: "http://127.0.0.1:1" } },
    { what: "a sandboxed frame", headers: { origin: "null" } },
    { what: "no Origin", headers: {} },
    {
      what: "our Origin from another site",
      headers: {
        origin: "own",
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
      },
    },
  ])("saves nothing: $what", async ({ headers }) => {
    const { url, origin, roms, settings } = await open();
    const { host } = new URL(url);
    const body = new URLSearchParams({ romFolders: roms, volume: "1", names: "file", nickname: "evil" }).toString();
    const sent = { host, "content-type": "application/x-www-form-urlencoded", ...headers };
    const own = "origin" in headers && headers.origin === "own" ? { origin } : {};
    for (const path of [new URL(url).pathname, `${new URL(url).pathname}open`]) {
      expect(await raw(url, { method: "POST", headers: { ...sent, ...own }, body, path })).toBe(404);
    }
    expect(settings.nickname).toBe("player");
  });

  it("cannot fill the memory", async () => {
    const { url, origin } = await open();
    const status = await raw(url, {
      method: "POST",
      headers: { host: new URL(url).host, origin },
      body: `nickname=${"x".repeat(2 * 1024 * 1024)}`,
    }).catch((error: unknown) => (error as NodeJS.ErrnoException).code);
    expect([413, "ECONNRESET", "EPIPE"]).toContain(status);
  });

  it("finds no framing, no foreign scripts, and nothing kept by the browser", async () => {
    const { get } = await open();
    const { headers } = await get();
    expect(headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("the buttons", () => {
  it("open the address in the user's browser, or say that there is none", async () => {
    const opened: string[] = [];
    const browser: SystemBrowser = {
      open: (address) =>
        opened.length > 1 ? Promise.reject(new Error("none")) : Promise.resolve(void opened.push(address)),
    };
    const { url, origin } = await open(undefined, { overrides: [{ provide: SystemBrowser, useValue: browser }] });
    const post = async () => (await fetch(`${url}open`, { method: "POST", headers: { origin } })).status;
    expect([await post(), await post()]).toEqual([204, 204]);
    // Other users may read the command line of the browser, so the address in it works once.
    for (const ticket of opened) {
      expect(ticket).not.toContain(new URL(url).pathname);
      const visit = async () => await fetch(ticket, { redirect: "manual" });
      expect(await raw(ticket, { headers: { host: "evil.example" } })).toBe(404);
      expect((await visit()).headers.get("location")).toBe(url);
      expect((await visit()).status).toBe(404);
    }
    expect(await post()).toBe(500);
  });

  it("say that there is none if the program of the system fails", async () => {
    const bin = newFolder();
    const path = process.env["PATH"];
    const opener = (script: string): void => {
      writeFileSync(join(bin, "xdg-open"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    };
    const { url, origin } = await open();
    const post = async () => await fetch(`${url}open`, { method: "POST", headers: { origin } });
    process.env["PATH"] = `${bin}:${path}`;
    try {
      opener("exit 0");
      expect((await post()).status).toBe(204);
      opener("exec sleep 3");
      expect((await post()).status).toBe(204);
      opener("exit 3");
      const refused = await post();
      expect({ status: refused.status, text: await refused.text() }).toEqual({
        status: 500,
        text: "xdg-open could not open the address: it ended with 3",
      });
    } finally {
      process.env["PATH"] = path;
    }
  });
});
