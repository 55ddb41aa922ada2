import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";
import { browserLoginWindow, type LoginWindow } from "../../src/index.js";
import { callsSeenBy, start } from "../support/integrations.js";
import { describeWithBrowser, sharedLoginWindow } from "./support/browser.js";
import { until } from "./support/until.js";
import { redirect, webSite } from "./support/web-site.js";

describeWithBrowser("a client with a login window", () => {
  const command = (site: string) => ({
    command: process.execPath,
    args: [fileURLToPath(new URL("fixtures/web-shop.mjs", import.meta.url)), site],
  });

  it("logs in on a website, and is connected", async () => {
    const site = await webSite({
      "/login": `<form action="/submit"></form>`,
      "/submit": redirect("/done#code=7", "session=42; HttpOnly"),
      "/done": "here",
    });
    const client = await start({
      integration: command(site.origin),
      loginWindow: browserLoginWindow({ headless: true }),
    });
    await client.importsDone(60_000);

    expect(client.status).toMatchObject({ state: "connected", reason: "logged in as Jo" });
    expect(client.library.user).toEqual({ userId: "42", userName: "Jo" });
    expect(client.problems).toEqual([]);
    expect(site.requests[0]).toMatchObject({ path: "/login", cookie: "language=en" });
    const passed = (await callsSeenBy(client)).find(({ method }) => method === "pass_login_credentials");
    expect(passed?.params).toEqual({
      step: "",
      credentials: { end_uri: `${site.origin}/done#code=7` },
      cookies: expect.arrayContaining([
        { name: "language", value: "en", domain: "127.0.0.1", path: "/" },
        { name: "session", value: "42", domain: "127.0.0.1", path: "/" },
      ]),
    });
  });

  it("is not connected if the user closes it, and can retry", async () => {
    const site = await webSite({ "/login": `<form action="/submit"></form>`, "/submit": "stay" });
    const loginWindow = sharedLoginWindow({ user: async (page) => await page.close() });
    const client = await start({ integration: command(site.origin), loginWindow });
    await client.importsDone(60_000);
    expect(client.status).toMatchObject({ state: "not connected", reason: "the login window was closed" });
    await client.retry();
    await client.importsDone(60_000);
    expect(client.status).toMatchObject({ state: "not connected", reason: "the login window was closed" });
  });

  it("closes it if the integration ends or the user disconnects", async () => {
    const site = await webSite({ "/login": `<form action="/stay"></form>`, "/stay": "stay" });
    const windows: Promise<unknown>[] = [];
    const browser = sharedLoginWindow();
    const loginWindow: LoginWindow = (step, context) => {
      const end = browser(step, context);
      windows.push(end.catch((error: unknown) => (error as Error).message));
      return end;
    };
    const client = await start({ integration: command(site.origin), loginWindow });
    const stays = async (count: number) =>
      await until(() => site.requests.filter(({ path }) => path === "/stay").length === count);
    await stays(1);
    process.kill(client.pid!, "SIGKILL");
    // Whichever the client notices first.
    expect(await windows[0]).toMatch(/^the integration (?:has ended|closed its connection)$/);
    await client.waitFor(() => client.status.state === "crashed");

    await client.retry();
    await stays(2);
    await client.disconnect();
    expect(await windows[1]).toBe("the user disconnected");
  });

  it("reports problems in it", async () => {
    const site = await webSite({ "/login": "hi", "/done": redirect("/x", "session=42"), "/x": "x" });
    const login: LoginWindow = (step, context) =>
      sharedLoginWindow()({ ...step, js: { "/login": ["nowhere", `location.href = "/done#code=7"`] } }, context);
    const client = await start({ integration: command(site.origin), loginWindow: login });
    await client.importsDone(60_000);
    expect(client.status.state).toBe("connected");
    expect(client.problems).toMatchObject([
      { kind: "login", message: expect.stringMatching(/^script 1 of 2 failed in .*nowhere/) },
    ]);
  });

  it("reports what to install or set if there is no browser", async () => {
    const loginWindow = browserLoginWindow({ browser: "/nowhere/chromium" });
    const client = await start({ integration: command("http://127.0.0.1:9"), loginWindow });
    await client.importsDone(60_000);
    expect(client.status).toMatchObject({
      state: "not connected",
      reason: expect.stringContaining("/nowhere/chromium"),
    });
    expect(client.problems).toMatchObject([{ kind: "login" }]);
  });
});
