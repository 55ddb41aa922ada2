import { userInfo } from "node:os";
import {
  Authenticate,
  BackendNotAvailable,
  GalaxyPlugin,
  InvalidCredentials,
  Logger,
  type LoginResult,
  type NextStep,
  PassLoginCredentials,
  Platform,
  Service,
} from "@galaxy-kit/sdk";
import { contributionDecorator } from "@galaxy-kit/sdk/extend";
import { startTestPlugin } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import {
  checkEntries,
  type Field,
  html,
  LocalPages,
  LoginEnd,
  type Notice,
  NOTICES,
  renderAddress,
  renderDocument,
  renderForm,
  serveForm,
  serveSteps,
  type Visit,
} from "../src/extend.js";
import { SettingsForms } from "../src/form/settings-forms.js";
import {
  CheckSettings,
  FormLogin,
  type FormLoginOptions,
  SecretField,
  Settings,
  SystemBrowser,
  Toggle,
} from "../src/index.js";
import { runWith, UserFolder } from "./support/running-settings.js";

@Settings({ title: "Keys" })
class Keys {
  @SecretField("Key") readonly key: string = "";
  @Toggle("Show hidden games") readonly hidden: boolean = false;
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
    const [, revision = ""] = /name=":revision" value="(\d+)"/.exec(await (await fetch(url)).text()) ?? [];
    const headers = { origin: new URL(url).origin };
    return (
      await fetch(url, {
        method: "POST",
        body: new URLSearchParams({ ":revision": revision, key }),
        headers,
        redirect: "manual",
      })
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
    { what: "if a field has to be filled in", text: '{ "hidden": true }', message: "Fill in this field" },
    { what: "if a check fails", text: '{ "key": "wrong" }', message: "is not known" },
    {
      what: "if a value in the file is not valid",
      text: '{ "key": 7 }',
      message: "must be text; the default is used",
    },
  ])("shows the form $what, with the reason", async ({ text, message }) => {
    const { galaxy, page } = await start(text);
    const result = await galaxy.authenticate();
    expect(await page(result)).toContain(message);
  });

  it("shows a form that nobody has seen yet without a complaint", async () => {
    const { galaxy, page } = await start(undefined);
    const form = await page(await galaxy.authenticate());
    expect(form).toContain("Show hidden games");
    expect(form).not.toContain("Fill in this field");
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

  it("shows one form to two attempts that begin at the same time", async () => {
    const { galaxy, save } = await start(undefined);
    const [one, other] = await Promise.all([galaxy.authenticate(), galaxy.authenticate()]);
    expect(one).toEqual(other);
    expect(await save(one, "right")).toBe(303);
    expect(await galaxy.authenticate()).toEqual(jo);
    await expect(fetch((other as NextStep).authParams.startUri)).rejects.toThrow();
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
    for (const address of [`${startUri}done`, "https://www.gog.com/galaxy", "https://www.gog.com/galaxy?x"]) {
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

  it("saves nothing that the login refuses, and the page says why", async () => {
    const { galaxy, save, settings } = await start(undefined, {
      user: ({ key }) => {
        if (key === "expired") throw new InvalidCredentials("the key has expired");
        return { userId: key, userName: key };
      },
    });
    const form = await galaxy.authenticate();
    expect(await save(form, "expired")).toBe(422);
    expect(settings.key).toBe("");
    expect(await save(form, "new")).toBe(303);
    expect(await galaxy.passLoginCredentials({ endUri: "https://www.gog.com/galaxy" })).toMatchObject({
      userId: "new",
    });
  });

  it("loses the login if the settings become those of someone else, who is logged in at the next click", async () => {
    const { galaxy, folder, settings, until } = await start('{ "key": "jo" }', {
      user: ({ key }) => {
        if (key === "expired") throw new InvalidCredentials("the key has expired");
        if (key === "offline") throw new BackendNotAvailable();
        return { userId: key, userName: key };
      },
    });
    const change = async (key: string, hidden = false): Promise<number> => {
      folder.write(JSON.stringify({ key, hidden }));
      await until(() => settings.key === key && settings.hidden === hidden);
      await galaxy.clock.advance("1s");
      return galaxy.received("authenticationLost").length;
    };
    expect(await change("nobody yet")).toBe(0);
    expect(await change("jo")).toBe(0);
    await galaxy.authenticate();
    expect(await change("jo", true)).toBe(0);
    expect(await change("offline")).toBe(0);
    expect(await change("ada")).toBe(1);
    expect(await galaxy.authenticate({})).toMatchObject({ userId: "ada" });
    expect(await change("expired")).toBe(2);
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
    const galaxy = await startTestPlugin(KeyPlugin, {
      overrides: [{ provide: Keys, useValue: { key: "k", hidden: false } }],
    });
    expect(await galaxy.authenticate()).toEqual({ userId: "k", userName: "the owner of k" });
    await galaxy.close();
  });

  it("says above the form what other parts have to say", async () => {
    class Speaker {
      @contributionDecorator(NOTICES, "@Says()")
      says(): string {
        return "You have to log in again in 3 days";
      }

      @contributionDecorator(NOTICES, "@Says()")
      isSilent(): undefined {
        return undefined;
      }
    }
    const { galaxy } = await runWith(Keys, { login: FormLogin(Keys), services: [Speaker] });
    const { authParams } = (await galaxy.authenticate()) as NextStep;
    expect(await (await fetch(authParams.startUri)).text()).toContain("<li>You have to log in again in 3 days</li>");
  });

  it("uses settings that a test provides", async () => {
    const running = await runWith(Keys, {
      login: FormLogin(Keys, { user: ({ key }) => ({ userId: key, userName: key }) }),
      overrides: [{ provide: Keys, useValue: { key: "given", hidden: false } }],
    });
    expect(await running.galaxy.authenticate()).toEqual({ userId: "given", userName: "given" });
  });
});

describe("a page of another package in the login window", () => {
  const code: Field = { key: "code", label: "Code", optional: false, kind: { type: "secret", minLength: 4 } };

  /** A login that asks for a code which another website shows. */
  async function startCodeLogin() {
    const opened: string[] = [];
    @GalaxyPlugin({ platform: Platform.Test })
    class CodePlugin {
      #code = "";

      constructor(private readonly pages: LocalPages) {}

      @Authenticate()
      async authenticate() {
        const page = await this.pages.open();
        const end = new LoginEnd(page, { windowTitle: "Log in", done: "Logged in" });
        const steps = serveSteps(page, [{ text: "Copy the code.", open: "https://example.com/code?a&b" }]);
        serveForm(page, [code]);
        const show = (visit: Visit, notices: readonly Notice[]): void => {
          const fields = { fields: [code], values: {}, knownSecrets: new Set<string>(), notices, isChanged: false };
          const form = renderForm({ ...fields, summary: "Not logged in", submit: "Log in", progress: "Logging in…" });
          visit.show(renderDocument("Log in", html`${steps}${form}${renderAddress(page)}`, { page }));
        };
        page.onGet("", (visit) => show(visit, []));
        page.onPost("", async (visit) => {
          const { values, notices } = await checkEntries([code], await visit.readForm());
          if (notices.length > 0) return show(visit, notices);
          this.#code = String(values["code"]);
          end.reach(visit);
        });
        return end.openWindow();
      }

      @PassLoginCredentials()
      windowEnded() {
        return { userId: this.#code, userName: "Jo" };
      }
    }
    const browser: SystemBrowser = { open: (address) => Promise.resolve(void opened.push(address)) };
    const galaxy = await startTestPlugin(CodePlugin, { overrides: [{ provide: SystemBrowser, useValue: browser }] });
    const { authParams } = (await galaxy.authenticate()) as NextStep;
    const url = authParams.startUri;
    const post = async (path: string, body = new URLSearchParams()) =>
      await fetch(url + path, { method: "POST", body, headers: { origin: new URL(url).origin }, redirect: "manual" });
    return { galaxy, url, post, opened, [Symbol.asyncDispose]: () => galaxy.close() };
  }

  it("checks its fields, and ends every window once the user is logged in", async () => {
    await using login = await startCodeLogin();
    const { galaxy, url, post } = login;
    expect(await (await post("", new URLSearchParams({ code: "abc" }))).text()).toContain(
      "This must be text of at least 4 characters",
    );
    const other = fetch(`${url}news?since=0`);
    const ended = await post("", new URLSearchParams({ code: "abcd" }));
    expect(ended.headers.get("location")).toBe("done");
    expect(await (await other).json()).toMatchObject({ goTo: "done" });
    expect(await (await fetch(`${url}done`)).text()).toContain("url=https://www.gog.com/galaxy");
    expect(await galaxy.passLoginCredentials({ endUri: `${url}done` })).toEqual({ userId: "abcd", userName: "Jo" });
  });

  it("opens the addresses of its steps in the user's browser, and no others", async () => {
    await using login = await startCodeLogin();
    const { url, post, opened } = login;
    expect(await (await fetch(url)).text()).toContain('value="https://example.com/code?a&amp;b"');
    for (const path of ["open-step?number=0", "open-step?number=1", "open-step?number=length", "open-step"]) {
      expect((await post(path)).status).toBe(204);
    }
    expect(opened).toEqual(["https://example.com/code?a&b"]);
  });
});

describe("the task --settings", () => {
  it("is left ten seconds after the last window was closed", async () => {
    const { galaxy, until } = await runWith(Keys);
    const page = await galaxy.get(LocalPages).open();
    await galaxy.get(SettingsForms).show(Keys, page);
    let left = 0;
    page.onLeft(() => left++);
    const window = new AbortController();
    const open = fetch(`${page.url}news?since=0`, { signal: window.signal }).catch(() => undefined);
    await (await fetch(page.url)).text();
    await galaxy.clock.advance("20s");
    expect(left).toBe(0);
    window.abort();
    await open;
    // A window that is loaded again is back in time.
    for (let times = 0; times < 20; times++) {
      await (await fetch(page.url)).text();
      await galaxy.clock.advance("6s");
    }
    expect(left).toBe(0);
    await until(() => left > 0);
    expect(left).toBe(1);
  });
});
