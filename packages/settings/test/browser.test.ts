import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NextStep } from "@galaxy-kit/sdk";
import {
  browserLoginWindow,
  type ClientVersion,
  quickTimings,
  type SimulatedClient,
  startSimulatedClient,
} from "@galaxy-kit/simulator";
import { eventually } from "@galaxy-kit/test-support";
import { afterEach, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import {
  Choice,
  FileField,
  FolderList,
  FormLogin,
  NumberField,
  SecretField,
  Settings,
  TextField,
  Toggle,
} from "../src/index.js";
import { runWith, UserFolder } from "./support/running-settings.js";
import { describeWithBrowser, openPage } from "./support/with-browser.js";

const END_PAGE = "https://www.gog.com/galaxy";

describeWithBrowser("the login window of a form", () => {
  const cleanups: (() => Promise<void> | void)[] = [];

  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  /** Starts the integration in a client whose user does something in each login window. */
  async function start(version: ClientVersion, user: (page: Page, roms: string) => Promise<unknown>) {
    const root = mkdtempSync(join(tmpdir(), "form-login-"));
    cleanups.push(() => rmSync(root, { recursive: true, force: true }));
    const roms = join(root, "roms");
    mkdirSync(roms);
    let windows = 0;
    const client: SimulatedClient = await startSimulatedClient({
      integration: {
        command: process.execPath,
        args: [fileURLToPath(new URL("fixtures/emulator.mjs", import.meta.url))],
        env: { GALAXY_KIT_DATA_DIR: root },
      },
      version,
      timings: quickTimings,
      loginWindow: browserLoginWindow({
        headless: true,
        user: async (page) => {
          windows++;
          await page.waitForSelector("form");
          await user(page, roms);
        },
      }),
    });
    cleanups.push(async () => {
      await client.close();
    });
    await client.importsDone(60_000);
    const file = (): string => readFileSync(join(root, "galaxy-kit-settings", "config", "settings.jsonc"), "utf8");
    return { client, roms, file, windows: () => windows };
  }

  const onTheWeb = (page: Page, reachable: boolean) =>
    page.route(`${END_PAGE}**`, (route) => (reachable ? route.fulfill({ body: "GALAXY" }) : route.abort()));

  const save = async (page: Page, roms: string): Promise<void> => {
    await page.getByRole("textbox", { name: "Where your ROMs are, folder 1" }).fill(roms);
    await page.getByRole("button", { name: "Save" }).click();
  };

  it("ends at the page of this computer in GALAXY 2.0, without a connection, and by keyboard alone", async () => {
    const { client, roms, file } = await start("2.0", async (page, folder) => {
      await onTheWeb(page, false);
      // From the summary of what is missing to its link, which leads to the list.
      for (const key of ["Tab", "Enter", "Tab"]) await page.keyboard.press(key);
      await page.keyboard.type(folder);
      await page.keyboard.press("Enter");
    });
    expect(client.status).toMatchObject({ state: "connected", reason: "logged in as Jo" });
    expect(client.problems).toEqual([]);
    expect(file()).toContain(JSON.stringify(roms));
  });

  it("ends at a page on the web in GALAXY 2.1", async () => {
    const { client, file, roms } = await start("2.1", async (page, folder) => {
      await onTheWeb(page, true);
      await save(page, folder);
    });
    expect(client.status).toMatchObject({ state: "connected", reason: "logged in as Jo" });
    expect(client.problems).toEqual([]);
    expect(file()).toContain(JSON.stringify(roms));
  });

  it("opens again if it was closed before saving, and is not needed again if it was closed after", async () => {
    let visits = 0;
    const { client, windows } = await start("2.1", async (page, folder) => {
      if (++visits === 1) return await page.close();
      await page.route("**/done", (route) => route.abort());
      const failed = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/done"));
      await save(page, folder);
      await failed;
      await page.close();
    });
    const closed = { state: "not connected", reason: "the login window was closed" };
    expect(client.status).toMatchObject(closed);
    await client.retry();
    await client.importsDone(60_000);
    expect(client.status).toMatchObject(closed);
    await client.retry();
    await client.waitFor(({ status }) => status.state === "connected", 20_000);
    expect(windows()).toBe(2);
  });
});

@Settings({ title: "Browser" })
class Everything {
  @FolderList("Folders", { hint: "Where to look." }) readonly folders: readonly string[] = [];
  @FileField("Program", { optional: true }) readonly program: string = "";
  @SecretField("Key", { hint: "From the website." }) readonly key: string = "";
  @NumberField("Volume", { min: 0, max: 100 }) readonly volume: number = 80;
  @Choice("Region", { eu: "Europe", us: "America" }) readonly region: "eu" | "us" = "eu";
  @Toggle("Full screen") readonly fullScreen: boolean = true;
  @TextField("A very long label that does not fit into one line of a narrow window, not even with patience")
  readonly text: string = "x";
}

describeWithBrowser("the form in a browser", () => {
  async function open(options?: Parameters<typeof openPage>[1]) {
    const folder = new UserFolder();
    const roms = join(folder.root, "roms");
    mkdirSync(join(roms, "snes"), { recursive: true });
    const running = await runWith(Everything, { folder, login: FormLogin(Everything, { show: "on connect" }) });
    const { authParams } = (await running.galaxy.authenticate()) as NextStep;
    return { ...running, roms, ...(await openPage(authParams.startUri, options)) };
  }

  it("has a name for every control, and connects errors with their fields", async () => {
    const { page, complaints } = await open();
    expect(await page.locator("main").ariaSnapshot()).toMatch(/group "Folders"[\s\S]*textbox "Folders, folder 1"/);
    await page.getByLabel("Volume").fill("500");
    await page.getByRole("button", { name: "Save" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "The settings were not saved" });
    await summary.waitFor();
    expect(await page.evaluate("document.activeElement.id")).toBe("summary");
    // Nothing has a reference to something that does not exist, and no control is without a name.
    const flaws = await page.evaluate(`(() => {
      const flaws = [];
      for (const each of document.querySelectorAll("[aria-describedby]"))
        for (const id of each.getAttribute("aria-describedby").split(" ")) if (!document.getElementById(id)) flaws.push("no " + id);
      for (const each of document.querySelectorAll("input:not([type=hidden]), select, button"))
        if (!each.getAttribute("aria-label") && !(each.labels && each.labels.length) && !each.textContent.trim()) flaws.push(each.outerHTML);
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      if (new Set(ids).size < ids.length) flaws.push("an id twice");
      return flaws;
    })()`);
    expect(flaws).toEqual([]);
    const volume = page.getByLabel("Volume");
    expect(await volume.getAttribute("aria-invalid")).toBe("true");
    const [, error = ""] = ((await volume.getAttribute("aria-describedby")) ?? "").split(" ");
    expect(await page.locator(`#${error}`).textContent()).toBe("This must be a number from 0 to 100");
    await summary.getByRole("link", { name: "Volume" }).click();
    expect(await page.evaluate("document.activeElement.id")).toBe("field-volume");
    expect(complaints).toEqual([]);
  });

  it("adds, removes and browses for folders by keyboard", async () => {
    const { page, roms, settings, complaints } = await open();
    const first = page.getByLabel("Folders, folder 1", { exact: true });
    await first.fill(roms);
    await page.getByRole("button", { name: "Add a folder" }).press("Enter");
    const second = page.getByLabel("Folders, folder 2", { exact: true });
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe("Folders, folder 2");
    await second.fill(join(roms, "gone"));
    await page.getByRole("button", { name: "Browse for Folders, folder 2" }).press("Enter");
    const chooser = page.getByRole("dialog", { name: "Choose a folder" });
    await chooser.getByRole("button", { name: "snes" }).press("Enter");
    await chooser
      .getByText("This folder is empty")
      .or(chooser.getByRole("button", { name: "Up" }))
      .first()
      .waitFor();
    // The page allows no code in a text, which a function to wait for would be.
    const path = page.locator("#chooser-path");
    await eventually("the folder is shown", async () => (await path.inputValue()).endsWith("snes") || undefined);
    await chooser.getByRole("button", { name: "Choose this folder" }).press("Enter");
    expect(await second.inputValue()).toBe(join(roms, "snes"));
    // The closed dialog gives the focus back a moment later.
    await page.locator('[aria-label="Folders, folder 2"]:focus').waitFor();
    await page.getByRole("button", { name: "Remove folder 1 of Folders" }).press("Enter");
    await second.waitFor({ state: "detached" });
    expect(await first.inputValue()).toBe(join(roms, "snes"));
    await page.getByLabel("Key").fill("geheim");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await page
      .waitForURL((url) => url.hostname !== "127.0.0.1" || url.pathname.endsWith("done"))
      .catch(() => undefined);
    expect(settings).toMatchObject({ folders: [join(roms, "snes")], key: "geheim" });
    expect(complaints.filter((text) => !text.includes("net::"))).toEqual([]);
  });

  it("ends in every window once it was saved in one, such as the user's own browser", async () => {
    const { page, roms } = await open();
    const { page: other } = await openPage(await page.getByLabel("Address of this page").inputValue());
    await other.getByRole("textbox", { name: "Folders, folder 1" }).fill(roms);
    await other.getByLabel("Key").fill("geheim");
    const ended = page.waitForRequest((request) => request.url().endsWith("/done"));
    await other.getByRole("button", { name: "Save" }).click({ noWaitAfter: true });
    await ended;
  });

  it("works without scripts", async () => {
    const { page, roms, settings } = await open({ javaScriptEnabled: false });
    await page.getByRole("textbox", { name: "Folders, folder 1" }).fill(roms);
    await page.getByLabel("Key").fill("geheim");
    await page.getByLabel("Region").selectOption("us");
    await page.getByRole("button", { name: "Save" }).click({ noWaitAfter: true });
    await page.waitForURL(/done|gog\.com|chrome-error/, { waitUntil: "commit" });
    expect(settings).toMatchObject({ folders: [roms], key: "geheim", region: "us" });
  });

  it("asks before it is left with changes", async () => {
    const { page } = await open();
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.getByLabel("Key").pressSequentially("x");
    await page.reload({ timeout: 1_000 }).catch(() => undefined);
    expect(asked).toEqual(["beforeunload"]);
    expect(await page.getByLabel("Key").inputValue()).toBe("x");
  });

  it("says so if the integration has ended", async () => {
    const { page, galaxy } = await open();
    await galaxy.close();
    await page.getByText("The integration no longer shows this page").waitFor();
  });

  it.each(["light", "dark"] as const)(
    "can be read in %s colors, and in a narrow window with large text",
    async (colorScheme) => {
      // 200 % in a window of 640 pixels.
      const { page } = await open({ colorScheme, viewport: { width: 320, height: 380 } });
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("The settings were not saved").waitFor();
      expect(await page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")).toBe(true);
      // The formula of WCAG 2, for each text on the nearest background.
      const lowest = await page.evaluate(`(() => {
      const light = (color) => {
        const [r, g, b] = color.match(/[\\d.]+/g).map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const backgroundOf = (element) => {
        const color = getComputedStyle(element).backgroundColor;
        return /, 0\\)$/.test(color) && element.parentElement ? backgroundOf(element.parentElement) : color;
      };
      const ratios = [...document.querySelectorAll("h1, h2, label, legend, p, li, a, button, input, select, code, .optional")].map((element) => {
        const [high, low] = [light(getComputedStyle(element).color), light(backgroundOf(element))].sort((a, b) => b - a);
        return (high + 0.05) / (low + 0.05);
      });
      return Math.min(...ratios);
    })()`);
      expect(lowest).toBeGreaterThanOrEqual(4.5);
    },
  );
});
