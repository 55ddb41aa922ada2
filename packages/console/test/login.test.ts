import { describe, expect, it } from "@jest/globals";
import { pageLogin } from "../src/index.js";
import { serve, startClient } from "./support/console.js";
import { Integration } from "./support/integration.js";
import { TestPage } from "./support/page.js";

const nextStep = {
  next_step: "web_session",
  auth_params: {
    window_title: "Log in",
    window_width: 400,
    window_height: 600,
    start_uri: "https://example.test/login",
    end_uri_regex: "^https://example\\.test/done",
  },
};
const question = {
  windowTitle: "Log in",
  startUri: "https://example.test/login",
  endUriRegex: "^https://example\\.test/done",
};

async function openShop() {
  const integration = new Integration([], {
    init_authentication: () => nextStep,
    pass_login_credentials: () => ({ user_id: "7", user_name: "Web" }),
  });
  const login = pageLogin();
  const client = await startClient(integration, { loginWindow: login.window });
  const { url } = await serve(client, { login });
  return { integration, client, url, login };
}

describe("a login on the page", () => {
  it("waits for a page, asks until the address matches, and then continues", async () => {
    const { client, url, integration, login } = await openShop();
    await client.waitFor(() => integration.calls.some(({ method }) => method === "init_authentication"));
    const page = await TestPage.open(url);
    await page.until(() => page.latest("login")?.login);
    expect(page.latest("login")!.login).toEqual(question);

    await page.ask("completeLogin", { endUri: "https://example.test/login", cookies: [] });
    await page.until(() => page.latest("login")?.login?.problem);
    expect(page.latest("login")!.login!.problem).toContain('the address "https://example.test/login" does not match');

    const cookies = [{ name: "sid", value: "1", domain: "example.test" }];
    await page.ask("completeLogin", { endUri: " https://example.test/done#x ", cookies });
    await page.until(() => page.latest("connection")?.connection.user?.userName === "Web");
    await page.until(() => page.latest("login")?.login === null);
    expect(integration.calls.at(-1)).toMatchObject({
      method: "pass_login_credentials",
      params: { credentials: { end_uri: "https://example.test/done#x" }, cookies },
    });
    expect(login.current).toBeUndefined();

    await page.until(() => page.rows("logins").length === 2);
    const { endUriRegex } = question;
    expect(page.rows("logins")).toMatchObject([
      { number: 1, address: "https://example.test/login", matches: false, endUriRegex },
      { number: 2, address: "https://example.test/done#x", matches: true, endUriRegex },
    ]);
  });

  it("is completed by the first page that does so", async () => {
    const { url } = await openShop();
    const [page, other] = [await TestPage.open(url), await TestPage.open(url)];
    await Promise.all([page, other].map((one) => one.until(() => one.latest("login")?.login)));
    await page.ask("completeLogin", { endUri: "https://example.test/done", cookies: [] });
    await expect(other.ask("completeLogin", { endUri: "https://example.test/done", cookies: [] })).rejects.toThrow(
      "no login is in progress",
    );
    await other.until(() => other.latest("login")?.login === null);
  });

  it("can be canceled by the user", async () => {
    const { url, client } = await openShop();
    const page = await TestPage.open(url);
    await page.until(() => page.latest("login")?.login);
    await page.ask("cancelLogin", {});
    await page.until(() => page.latest("connection")?.connection.can.connect);
    expect(client.status.reason).toBe("the login window was closed");

    await page.ask("connect", {});
    await page.until(() => page.latest("login")?.login);
  });

  it("ends when the integration crashes, and is not confused with the login of the next session", async () => {
    const { url, integration, client } = await openShop();
    const page = await TestPage.open(url);
    await page.until(() => page.latest("login")?.login);
    integration.crash();
    await page.until(() => page.latest("login")?.login === null);
    await client.waitFor(() => client.status.state === "crashed");
    await page.ask("retry", {});
    await page.until(() => page.latest("login")?.login);
  });

  it("refuses invalid cookies", async () => {
    const { url } = await openShop();
    const page = await TestPage.open(url);
    await page.until(() => page.latest("login")?.login);
    const cookies = [{ name: "sid" }] as never;
    await expect(page.ask("completeLogin", { endUri: "https://example.test/done", cookies })).rejects.toThrow(
      "cookies[0].value: expected a string, found nothing",
    );
  });

  it("cannot be canceled if the client opens a login window", async () => {
    const { url } = await serve(await startClient(new Integration([])));
    const page = await TestPage.open(url);
    await expect(page.ask("cancelLogin", {})).rejects.toThrow("there is no login form");
  });
});
