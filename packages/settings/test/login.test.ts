import { userInfo } from "node:os";
import {
  BackendNotAvailable,
  GalaxyPlugin,
  InvalidCredentials,
  Logger,
  type LoginResult,
  type NextStep,
  Platform,
  Service,
} from "@galaxy-kit/sdk";
import { startTestPlugin } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import { CheckSettings, FormLogin, type FormLoginOptions, SecretField, Settings } from "../src/index.js";
import { SettingsPages } from "../src/page/settings-pages.js";
import { runWith, UserFolder } from "./support/running-settings.js";

@Settings({ title: "Keys" })
class Keys {
  @SecretField("Key") readonly key: string = "";
}

const jo = { userId: "1", userName: "Jo" };
const isForm = (result: LoginResult): result is NextStep => "nextStep" in result;

/** Logs in with a check that knows one key. */
async function start(
  text: string | undefined,
  options: FormLoginOptions<Keys> = { user: () => jo },
  check?: (key: string) => void,
) {
  const folder = new UserFolder();
  if (text !== undefined) folder.write(text);
  @Service()
  class Checker {
    @CheckSettings(Keys)
    check({ key }: Keys) {
      check?.(key);
      return key === "wrong" ? [{ field: "key" as const, message: "is not known" }] : [];
    }
  }
  const running = await runWith(Keys, { folder, services: [Checker], login: FormLogin(Keys, options) });
  const page = async (result: LoginResult) =>
    isForm(result) ? await (await fetch(result.authParams.startUri)).text() : "no form";
  const save = async (result: LoginResult, key: string) => {
    const url = (result as NextStep).authParams.startUri;
    const [, revision = ""] = /name="revision" value="(\d+)"/.exec(await (await fetch(url)).text()) ?? [];
    const headers = { origin: new URL(url).origin };
    return (
      await fetch(url, { method: "POST", body: new URLSearchParams({ revision, key }), headers, redirect: "manual" })
    ).status;
  };
  return { ...running, folder, page, save };
}

describe("@FormLogin()", () => {
  it("logs in without a window if everything is filled in and right", async () => {
    const { galaxy } = await start('{ "key": "right" }');
    expect(await galaxy.authenticate()).toEqual(jo);
  });

  it("logs in the user of this computer by default", async () => {
    const { galaxy } = await start('{ "key": "right" }', {});
    expect(await galaxy.authenticate()).toEqual({ userId: userInfo().username, userName: userInfo().username });
  });

  it.each([
    { what: "if a field has to be filled in", text: undefined, message: "Fill in this field" },
    { what: "if a check fails", text: '{ "key": "wrong" }', message: "is not known" },
    {
      what: "if a value in the file is not valid",
      text: '{ "key": 7 }',
      message: "must be a text; the default is used",
    },
  ])("shows the form $what, with the reason", async ({ text, message }) => {
    const { galaxy, page } = await start(text);
    const result = await galaxy.authenticate();
    expect(await page(result)).toContain(message);
  });

  it("shows the form with the message of InvalidCredentials, and again after Retry", async () => {
    const { galaxy, page, save } = await start('{ "key": "expired" }', {
      user: ({ key }) => {
        if (key === "expired") throw new InvalidCredentials("the key has expired");
        return jo;
      },
    });
    const first = await galaxy.authenticate();
    expect(await page(first)).toContain("the key has expired");
    const retried = await galaxy.authenticate();
    expect(retried).toEqual(first);
    expect(await save(retried, "right")).toBe(303);
    expect(await galaxy.passLoginCredentials({ endUri: "https://www.gog.com/galaxy" })).toEqual(jo);
  });

  it("keeps the settings and shows no form if the backend cannot be reached", async () => {
    const { galaxy, settings } = await start('{ "key": "right" }', { user: () => jo }, () => {
      throw new BackendNotAvailable("down");
    });
    await expect(galaxy.authenticate()).rejects.toThrow(BackendNotAvailable);
    expect(settings.key).toBe("right");
  });

  it("shows the form again if the window ends without saving", async () => {
    const { galaxy } = await start(undefined);
    const first = await galaxy.authenticate();
    expect(await galaxy.passLoginCredentials({ endUri: "https://www.gog.com/galaxy" })).toEqual(first);
  });

  it("logs in after Retry if the window was closed after saving", async () => {
    const { galaxy, save } = await start(undefined);
    expect(await save(await galaxy.authenticate(), "right")).toBe(303);
    expect(await galaxy.authenticate()).toEqual(jo);
  });

  it("stops serving the form once the user is logged in, and keeps its address out of the log", async () => {
    const { galaxy, save } = await start(undefined);
    const form = (await galaxy.authenticate()) as NextStep;
    await save(form, "right");
    await galaxy.passLoginCredentials({ endUri: "https://www.gog.com/galaxy" });
    await expect(fetch(form.authParams.startUri)).rejects.toThrow();
    galaxy.get(Logger).info(`the form is at ${form.authParams.startUri}`);
    const [, token = ""] = new URL(form.authParams.startUri).pathname.split("/");
    expect(token.length).toBeGreaterThan(20);
    expect(galaxy.log.text).not.toContain(token);
  });

  it("ends at the page of this computer and at the page on the web, and nowhere else", async () => {
    const { galaxy } = await start(undefined);
    const { startUri, endUriRegex } = ((await galaxy.authenticate()) as NextStep).authParams;
    const end = new RegExp(endUriRegex);
    for (const address of [`${startUri}saved`, "https://www.gog.com/galaxy", "https://www.gog.com/galaxy?x"]) {
      expect(address).toMatch(end);
    }
    for (const address of [
      startUri,
      `${startUri}page.js`,
      "https://www-gog.com/galaxy",
      "https://evil.example/?https://www.gog.com/galaxy",
    ]) {
      expect(address).not.toMatch(end);
    }
  });

  it("shows the form on Connect if that is wanted, but not at a start with stored credentials", async () => {
    const { galaxy, save } = await start('{ "key": "right" }', { user: () => jo, show: "on connect" });
    const form = await galaxy.authenticate();
    expect(isForm(form)).toBe(true);
    expect(await save(form, "")).toBe(303);
    expect(await galaxy.passLoginCredentials({ endUri: "https://www.gog.com/galaxy" })).toEqual(jo);
    expect(await galaxy.authenticate(galaxy.storedCredentials)).toEqual(jo);
  });

  it("asks the plugin who is logged in, which has a backend injected", async () => {
    @Service()
    class Backend {
      nameOf(key: string) {
        return `the owner of ${key}`;
      }
    }
    @GalaxyPlugin({ platform: Platform.Test })
    @FormLogin(Keys, {
      user: ({ key }, { backend }: KeyPlugin) => ({ userId: key, userName: backend.nameOf(key) }),
    })
    class KeyPlugin {
      constructor(readonly backend: Backend) {}
    }
    const galaxy = await startTestPlugin(KeyPlugin, { overrides: [{ provide: Keys, useValue: { key: "k" } }] });
    expect(await galaxy.authenticate()).toEqual({ userId: "k", userName: "the owner of k" });
    await galaxy.close();
  });

  it("uses settings that a test provides", async () => {
    const running = await runWith(Keys, {
      login: FormLogin(Keys, { user: ({ key }) => ({ userId: key, userName: key }) }),
      overrides: [{ provide: Keys, useValue: { key: "given" } }],
    });
    expect(await running.galaxy.authenticate()).toEqual({ userId: "given", userName: "given" });
  });
});

describe("the task --settings", () => {
  it("is left ten seconds after the last window was closed", async () => {
    const { galaxy, until } = await runWith(Keys);
    const form = await galaxy.get(SettingsPages).open(Keys);
    let left = 0;
    form.onLeft(() => left++);
    const window = new AbortController();
    const open = fetch(`${form.url}saved-elsewhere?since=0`, { signal: window.signal }).catch(() => undefined);
    await (await fetch(form.url)).text();
    await galaxy.clock.advance("20s");
    expect(left).toBe(0);
    window.abort();
    await open;
    await until(() => left > 0);
    expect(left).toBe(1);
  });
});
