import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { describeWithBrowser, openSharedWindow, openWindow, stepTo } from "./support/browser.js";
import { until } from "./support/until.js";
import { deadOrigin, redirect, webSite } from "./support/web-site.js";

const profilesOf = (pid = process.pid): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`galaxy-kit-login-${pid}-`));

/** What Playwright has left in the folder of temporary files, or still uses there. */
const playwrightFiles = (): string[] => readdirSync(tmpdir()).filter((name) => name.includes("playwright"));

describeWithBrowser("a login window that does not end", () => {
  it("is closed by the user", async () => {
    const site = await webSite({ "/start": "hi" });
    const { end } = openWindow(stepTo(`${site.origin}/start`), { user: async (page) => await page.close() });
    expect(await end).toBe("closed");
    expect(profilesOf()).toEqual([]);
  });

  it("stays open until the last popup is closed", async () => {
    const site = await webSite({ "/start": `<button onclick="window.open('/popup')">x</button>`, "/popup": "hi" });
    const { end } = openSharedWindow(stepTo(`${site.origin}/start`), {
      user: async (page) => {
        const opening = page.waitForEvent("popup");
        await page.click("button");
        const popup = await opening;
        await page.close();
        expect(await Promise.race([end, popup.waitForTimeout(200)])).toBeUndefined();
        await popup.close();
      },
    });
    expect(await end).toBe("closed");
  });

  it("stays open for a popup whose first page has not loaded yet", async () => {
    const answers: (() => void)[] = [];
    const site = await webSite({
      "/start": `<button onclick="window.open('/popup')">x</button>`,
      "/popup": (_request, response) => answers.push(() => redirect("/done")(_request, response, "")),
      "/done": "here",
    });
    const { end } = openSharedWindow(stepTo(`${site.origin}/start`), {
      user: async (page) => {
        await page.click("button");
        await until(() => answers.length > 0);
        await page.close();
        answers[0]!();
      },
    });
    expect(await end).toMatchObject({ endUri: `${site.origin}/done` });
  });

  it("is closed when the browser exits", async () => {
    const site = await webSite({ "/start": "hi" });
    const { end } = openWindow(stepTo(`${site.origin}/start`), {
      user: async (page) => await page.context().close(),
    });
    expect(await end).toBe("closed");
    expect(profilesOf()).toEqual([]);
  });

  it("shows the browser's error page for a start page that cannot be loaded, and can be closed", async () => {
    const dead = await deadOrigin();
    let shown: Page | undefined;
    const { end, problems } = openSharedWindow(stepTo(`${dead}/start`), { user: async (page) => (shown = page) });
    await until(() => problems.length > 0);
    expect(problems).toEqual([expect.stringMatching(/^the start page cannot be loaded: net::ERR_CONNECTION_REFUSED/)]);
    await shown?.waitForURL(/^chrome-error:/);
    await shown?.close();
    expect(await end).toBe("closed");
  });

  it("waits for a slow page, and can be closed while it loads", async () => {
    const site = await webSite({ "/start": () => undefined });
    const { end, problems } = openSharedWindow(stepTo(`${site.origin}/start`), {
      user: async (page) => {
        await until(() => site.requests.length > 0);
        await page.close();
      },
    });
    expect(await end).toBe("closed");
    expect(problems).toEqual([]);
  });

  it("is closed by a signal, before and after it is open", async () => {
    const site = await webSite({ "/start": "hi" });
    const step = stepTo(`${site.origin}/start`);
    const early = openWindow(step);
    early.close();
    await expect(early.end).rejects.toThrow("the client has closed");
    const { end, close } = openWindow(step, {
      user: async () => await until(() => site.requests.length > 0).then(close),
    });
    await expect(end).rejects.toThrow("the client has closed");
    expect(profilesOf()).toEqual([]);
  });

  it("fails if the option user fails", async () => {
    const site = await webSite({ "/start": "hi" });
    const { end } = openWindow(stepTo(`${site.origin}/start`), {
      user: async () => await Promise.reject(new Error("no idea")),
    });
    await expect(end).rejects.toThrow("no idea");
    expect(profilesOf()).toEqual([]);
  });

  it("goes with a client, however that ends, and the next window removes what a killed one left behind", async () => {
    const before = playwrightFiles();
    const site = await webSite({ "/start": "hi", "/done": "here" });
    const host = fileURLToPath(new URL("fixtures/host.mjs", import.meta.url));
    const ends = { SIGKILL: "SIGKILL", SIGTERM: "SIGTERM", exit: "SIGUSR2" } as const;
    const clients = await Promise.all(
      Object.entries(ends).map(async ([how, signal]) => {
        const client = spawn(process.execPath, [host, `${site.origin}/start`], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        let said = "";
        client.stdout.on("data", (chunk) => (said += String(chunk)));
        const gone = new Promise((resolve) => client.once("close", resolve));
        await until(() => said.includes("open"));
        const [profile] = profilesOf(client.pid);
        expect({ how, profile }).toEqual({ how, profile: expect.any(String) });
        client.kill(signal);
        await gone;
        await until(() => !commandLines().some((line) => line.includes(profile!)));
        if (how === "exit") expect(profilesOf(client.pid)).toEqual([]);
        return client;
      }),
    );
    expect(await openWindow(stepTo(`${site.origin}/done`)).end).toMatchObject({ endUri: `${site.origin}/done` });
    expect(clients.flatMap(({ pid }) => profilesOf(pid))).toEqual([]);
    expect(playwrightFiles()).toEqual(before);
  });
});

/** The command lines of all processes. Without /proc, only the profiles are checked. */
function commandLines(): string[] {
  try {
    const own = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return own.map((pid) => readCommand(pid));
  } catch {
    return [];
  }
}

function readCommand(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
