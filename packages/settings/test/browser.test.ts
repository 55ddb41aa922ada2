import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NextStep, Provider } from "@galaxy-kit/sdk";
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
import { html, LocalPages, renderAddress, renderDocument, serveSteps } from "../src/extend.js";
import {
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
import { describeWithBrowser, flawsOf, openPage } from "./support/with-browser.js";

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
    return { client, roms, file };
  }

  const onTheWeb = (page: Page, reachable: boolean) =>
    page.route(`${END_PAGE}**`, (route) => (reachable ? route.fulfill({ body: "GALAXY" }) : route.abort()));

  it("ends at the page of this computer in GALAXY 2.0, without a connection, and by keyboard alone", async () => {
    const { client, roms, file } = await start("2.0", async (page, folder) => {
      await onTheWeb(page, false);
      // Nobody complains about a form that has never been filled in, so the list comes first.
      await page.keyboard.press("Tab");
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
      await page.getByRole("textbox", { name: "Where your ROMs are, folder 1" }).fill(folder);
      await page.getByRole("button", { name: "Save" }).click();
    });
    expect(client.status).toMatchObject({ state: "connected", reason: "logged in as Jo" });
    expect(client.problems).toEqual([]);
    expect(file()).toContain(JSON.stringify(roms));
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
  async function open(options?: Parameters<typeof openPage>[1], overrides: readonly Provider[] = []) {
    const folder = new UserFolder();
    const roms = join(folder.root, "roms");
    mkdirSync(join(roms, "snes"), { recursive: true });
    const running = await runWith(Everything, {
      folder,
      overrides,
      login: FormLogin(Everything, { show: "on connect" }),
    });
    const { authParams } = (await running.galaxy.authenticate()) as NextStep;
    return { ...running, roms, ...(await openPage(authParams.startUri, options)) };
  }

  it("connects errors with their fields", async () => {
    const { page, complaints } = await open();
    expect(await page.locator("main").ariaSnapshot()).toMatch(/group "Folders"[\s\S]*textbox "Folders, folder 1"/);
    await page.getByLabel("Volume").fill("500");
    await page.getByRole("button", { name: "Save" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "The settings were not saved" });
    await summary.waitFor();
    await page.locator("#summary:focus").waitFor();
    const volume = page.getByLabel("Volume");
    expect(await volume.getAttribute("aria-invalid")).toBe("true");
    const [, error = ""] = ((await volume.getAttribute("aria-describedby")) ?? "").split(" ");
    expect(await page.locator(`#${error}`).textContent()).toBe("This must be a number from 0 to 100");
    expect(await flawsOf(page)).toEqual([]);
    await summary.getByRole("link", { name: "Volume" }).click();
    await page.locator("#field-volume:focus").waitFor();
    expect(complaints).toEqual([]);
  });

  it("has no flaw that axe finds: in light and dark colors, forced ones, and at 200 %, with what steps of a login add", async () => {
    const opened: string[] = [];
    const browser = { open: (address: string) => Promise.resolve(void opened.push(address)) };
    const { page, galaxy } = await open({}, [{ provide: SystemBrowser, useValue: browser }]);
    const steps = await galaxy.get(LocalPages).open();
    const shown = html`${serveSteps(steps, [{ text: "Copy the code.", open: "https://example.com/code" }])}
    ${renderAddress(steps)}`;
    steps.onGet("", (visit) => visit.show(renderDocument("Log in", shown, { page: steps })));
    for (const [url, schemes] of [
      [page.url(), ["dark", "light"]],
      [steps.url, ["dark"]],
    ] as const) {
      await page.goto(url);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        expect({ url, colorScheme, flaws: await flawsOf(page) }).toEqual({ url, colorScheme, flaws: [] });
      }
      // 200 % in a window of 640 pixels.
      await page.setViewportSize({ width: 320, height: 380 });
      expect(await page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")).toBe(true);
      // Forced colors are the user's own. Where the focus is, and where a button ends, must not depend on ours.
      await page.emulateMedia({ forcedColors: "active" });
      await page.getByRole("button", { name: /^Copy/ }).first().focus();
      expect(
        await page.evaluate(`(() => {
          const { outlineStyle, outlineWidth, borderStyle } = getComputedStyle(document.activeElement);
          return { outlineStyle, outlineWidth, borderStyle };
        })()`),
      ).toEqual({ outlineStyle: "solid", outlineWidth: "3px", borderStyle: "solid" });
      await page.emulateMedia({ forcedColors: "none" });
    }
    await page.getByRole("button", { name: "Open step 1" }).press("Enter");
    await page.getByText("Opened in your browser.").waitFor();
    expect(opened).toEqual(["https://example.com/code"]);
    await page.getByRole("button", { name: "Copy the address of step 1" }).press("Enter");
    await page.getByText(/^(Copied\.|Press Ctrl\+C)/).waitFor();
  });

  it("adds, removes and browses for folders by keyboard, and ends every window once one has saved", async () => {
    const { page, roms, settings, complaints } = await open();
    const first = page.getByLabel("Folders, folder 1", { exact: true });
    await first.fill(roms);
    await page.getByRole("button", { name: "Add a folder" }).press("Enter");
    const second = page.getByLabel("Folders, folder 2", { exact: true });
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe("Folders, folder 2");
    await second.fill(join(roms, "gone"));
    await page.getByRole("button", { name: "Browse for Folders, folder 2" }).press("Enter");
    const chooser = page.getByRole("dialog", { name: "Choose a folder" });
    await chooser.getByRole("button", { name: "snes" }).waitFor();
    expect(await flawsOf(page)).toEqual([]);
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
    const { page: other } = await openPage(await page.getByLabel("Address of this page").inputValue());
    const ended = other.waitForRequest((request) => request.url().endsWith("/done"));
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await ended;
    await page
      .waitForURL((url) => url.hostname !== "127.0.0.1" || url.pathname.endsWith("done"))
      .catch(() => undefined);
    expect(settings).toMatchObject({ folders: [join(roms, "snes")], key: "geheim" });
    expect(complaints.filter((text) => !text.includes("net::"))).toEqual([]);
  });

  it("works without scripts", async () => {
    const { page, roms, settings } = await open({ javaScriptEnabled: false });
    await page.getByRole("textbox", { name: "Folders, folder 1" }).fill(roms);
    await page.getByLabel("Key").fill("geheim");
    await page.getByLabel("Region").selectOption("us");
    // oxlint-disable-next-line typescript/no-deprecated -- nothing answers at the address that follows
    await page.getByRole("button", { name: "Save" }).click({ noWaitAfter: true });
    await page.waitForURL(/done|gog\.com|chrome-error/, { waitUntil: "commit" });
    expect(settings).toMatchObject({ folders: [roms], key: "geheim", region: "us" });
  });

  it("asks before it is left with changes, and says so if the integration has ended", async () => {
    const { page, galaxy } = await open();
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.getByLabel("Key").pressSequentially("x");
    await page.reload({ timeout: 1_000 }).catch(() => undefined);
    expect(asked).toEqual(["beforeunload"]);
    expect(await page.getByLabel("Key").inputValue()).toBe("x");
    await galaxy.close();
    await page.getByText("The integration no longer shows this page").waitFor();
  });
});
