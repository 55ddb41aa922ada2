import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ProjectRow, readSession, showSession } from "@galaxy-kit/console";
import type { SimulatedClient } from "@galaxy-kit/simulator";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { expect, it } from "@jest/globals";
import type { Page, WebSocketRoute } from "playwright-core";
import { browser, describeInBrowser } from "./support/browser.js";
import { builtPage } from "./support/built-page.js";
import { openConsole, pauseShop, shopCommand } from "./support/console.js";
import { flawsOf } from "./support/flaws.js";

describeInBrowser("the page of the simulated client", () => {
  const connection = (page: Page) => page.getByRole("status", { name: "Integration connection" });
  const card = (page: Page, title: string) =>
    page.getByRole("listbox", { name: "Games" }).getByRole("option", { name: new RegExp(`^${title}`) });
  const details = (page: Page, title: string) => page.getByRole("complementary", { name: `Details of ${title}` });
  const message = (page: Page, text: string | RegExp) =>
    page.getByRole("grid", { name: "Messages" }).getByRole("row", { name: text });
  const showsState = async (page: Page, text: string | RegExp) => await connection(page).getByText(text).waitFor();

  it("shows the user and the library as GALAXY does", async () => {
    const { page } = await openConsole();
    await showsState(page, "Connected");
    await page.getByText("Jo Player", { exact: true }).waitFor();
    await card(page, "Portal of Brass").getByText("Installed").waitFor();
    // A hidden game appears in its own group only, and the tab counts what is in All.
    await page.getByRole("tab", { name: "Library 10" }).waitFor();
    await page.getByRole("button", { name: "All 10" }).waitFor();
    await page.getByText("without 1 hidden", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Hidden 1" }).click();
    await card(page, "Dungeon Ledger").waitFor();
    await page.getByRole("button", { name: /^All/ }).click();
    expect(await card(page, "Dungeon Ledger").count()).toBe(0);

    await card(page, "Sea Kings II").click();
    const panel = details(page, "Sea Kings II");
    await panel.getByText("Step 2", { exact: true }).waitFor();
    for (const fact of ["4.6 h", "2 unlocked", "Windows, macOS, Linux", "Free to play"])
      await panel.getByText(fact, { exact: true }).waitFor();

    await page.getByRole("button", { name: "Show as table" }).click();
    await page.getByRole("columnheader", { name: "Time played", exact: true }).getByRole("button").click();
    const table = page.getByRole("grid", { name: "Games" });
    await table.getByRole("row", { name: /Bright Harbour/ }).waitFor();
    expect(await table.getByRole("row").nth(1).innerText()).toContain("Bright Harbour");
  });

  it("shows a launched game as Running until its process ends", async () => {
    // Without ShutdownPlatformClient, which the client asks for when the game has ended: the shop crashes then.
    const features = ["ImportOwnedGames", "ImportInstalledGames", "LaunchGame", "UninstallGame", "InstallGame"];
    const { page, client } = await openConsole({ features });
    await card(page, "Portal of Brass").click();
    await details(page, "Portal of Brass").getByRole("button", { name: "Launch" }).click();
    await card(page, "Portal of Brass").getByText("Running").waitFor();
    process.kill(await gamePid(client));
    await card(page, "Portal of Brass").getByText("Installed").waitFor();
    await details(page, "Portal of Brass").getByRole("button", { name: "Uninstall" }).click();
    await details(page, "Portal of Brass").getByRole("button", { name: "Install", exact: true }).waitFor();
  });

  async function gamePid(client: SimulatedClient): Promise<number> {
    return await client.waitFor(
      () => client.log.map(({ fields }) => fields?.["gamePid"]).find((pid) => typeof pid === "number"),
      20_000,
    );
  }

  it("completes a login through its form, and explains invalid input", async () => {
    const { page, client } = await openConsole({ login: true });
    const form = page.getByRole("form", { name: "Log in" });
    expect(await flawsOf(page, "form")).toEqual([]);
    expect(await form.getByRole("link").getAttribute("href")).toBe("https://shop.example/login?client=galaxy");
    const endUri = form.getByLabel("Paste the final address");
    const cookies = form.getByLabel("Cookies");
    const submit = form.getByRole("button", { name: "Log in", exact: true });

    await endUri.fill("https://elsewhere.example/");
    await submit.click();
    await form.getByRole("alert").getByText("does not match").waitFor();
    await endUri.fill("https://shop.example/done?code=7");
    await cookies.fill("no cookie");
    await submit.click();
    await form.getByRole("alert").getByText('"no cookie" is not a cookie').waitFor();
    await cookies.fill("session=42; lang=en");
    await submit.click();

    await form.waitFor({ state: "detached" });
    await showsState(page, "Connected");
    await card(page, "Portal of Brass").waitFor();
    const passed = client.log.find(({ message }) => message === "login complete");
    expect(passed?.fields).toMatchObject({ endUri: "https://shop.example/done", cookies: ["session", "lang"] });

    await page.getByRole("tab", { name: "Login" }).click();
    const addresses = page.getByRole("listbox", { name: "Login addresses" });
    await addresses.getByRole("option", { name: /https:\/\/elsewhere\.example\/ does not match \^https/ }).waitFor();
    await addresses.getByRole("option", { name: /done\?code=\(secret\) matches \^https/ }).waitFor();
  });

  it("filters the journal, links requests and responses, and reveals secrets only on request", async () => {
    const { page, client } = await openConsole();
    await client.importsDone(30_000);
    const filter = page.getByRole("combobox", { name: "Filter messages" });
    const rows = page.getByRole("grid", { name: "Messages" }).getByRole("row");
    const sizes = async (): Promise<readonly number[]> => {
      const texts = (await rows.allInnerTexts()).slice(1).map((text) => /([\d.]+) (K?)B/.exec(text) ?? []);
      return texts.map(([, amount, kilo]) => Number(amount) * (kilo ? 1024 : 1));
    };
    const size = page.getByRole("columnheader", { name: "Size" });
    for (const order of ["descending", "ascending"] as const) {
      await filter.fill("import");
      await size.getByRole("button").click();
      expect(await size.getAttribute("aria-sort")).toBe(order);
      await rows.and(page.locator("[aria-rowindex='1']")).waitFor();
      const shown = await sizes();
      expect(shown.length).toBeGreaterThan(5);
      expect(shown).toEqual(shown.toSorted((one, other) => (order === "ascending" ? one - other : other - one)));
    }
    await page.getByRole("columnheader", { name: "Time" }).getByRole("button").click();
    await filter.fill("achievements");
    const fold = page.getByRole("button", { name: "Messages of start_achievements_import" });
    await fold.locator("..").getByText("11 ok").waitFor();
    expect(await message(page, "game_achievements_import_success").count()).toBe(0);
    await fold.click();
    await message(page, "game_achievements_import_success").first().waitFor();
    await filter.fill("method:game_achievements_import_success shop-3");
    await page.getByText("No messages match the filter.").waitFor();
    await page.getByRole("button", { name: "Search them" }).click();
    await page.getByText(/messages about items searched: 1 found/).waitFor();
    expect(await message(page, "game_achievements_import_success").innerText()).toContain('"game_id":"shop-3"');

    await filter.fill("import_owned_games");
    await message(page, "to the integration").waitFor();
    expect(await message(page, /import_owned_games/).count()).toBe(2);

    await message(page, "to the integration").click();
    await details(page, "import_owned_games").getByText('"import_owned_games"').waitFor();
    await page.getByRole("button", { name: "Show response" }).click();
    const response = details(page, "Response to import_owned_games");
    await response.getByText('"Portal of Brass"').waitFor();
    await response.getByRole("button", { name: "Fold" }).nth(1).click();
    await response.getByRole("button", { name: /^Unfold \d+ lines$/ }).waitFor();
    expect(await response.getByText('"Portal of Brass"').count()).toBe(0);
    await response.getByRole("searchbox", { name: "Find in JSON" }).fill("portal of");
    await response.getByText("1 found").waitFor();
    await response.getByText('"Portal of Brass"').waitFor();

    await filter.fill("");
    await filter.fill("type:message");
    await page.getByText('Unknown type "message".').waitFor();
    await filter.fill("type:notification store_cred");
    await message(page, "store_credentials").click();
    const panel = details(page, "store_credentials");
    await panel.getByText("Secrets are masked").waitFor();
    expect(await panel.innerText()).not.toContain("rt-0123456789-secret");
    await page.getByRole("checkbox", { name: "Reveal secrets" }).check();
    await panel.getByText("rt-0123456789-secret").waitFor();
    await page.getByText("Secrets are visible.").waitFor();
  });

  it("pauses and clears the journal without losing new messages", async () => {
    const { page, client } = await openConsole();
    await client.importsDone(30_000);
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await page.getByText("No messages match the filter.").waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Launch client" }).click();
    await page.getByRole("button", { name: "Resume (1 new)" }).click();
    await message(page, "launch_platform_client").waitFor();
  });

  it("sends a request by hand, shows the response, copies it, and sends a message of the journal again", async () => {
    const { page, client } = await openConsole();
    await client.importsDone(30_000);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await card(page, "Portal of Brass").waitFor();
    await page.keyboard.press("s");
    const form = page.getByRole("form", { name: "Send a message" });
    const params = form.getByRole("textbox", { name: "Parameters" });
    const response = page.getByRole("region", { name: "Response" });
    await form.getByRole("combobox", { name: "Method" }).fill("mark_as_read");
    expect(JSON.parse(await params.inputValue())).toEqual({ room_id: "Raid night", last_message_id: "m0" });
    await params.fill('{"room_id": 7}');
    await form.getByText("room_id: expected a string, found the number 7").waitFor();
    await params.fill('{"room_id"');
    expect(await form.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);

    await form.getByRole("combobox", { name: "Method" }).fill("no_such_method");
    await params.fill('{"a": 1}');
    await params.press("Control+Enter");
    await response.getByText('"Method not found"').waitFor();
    expect(client.journal.findLast(({ method }) => method === "no_such_method")).toMatchObject({ type: "response" });
    // An import that is started by hand is followed like any other.
    await form.getByRole("combobox", { name: "Method" }).fill("start_game_times_import");
    await page.keyboard.press("Control+Enter");
    await client.waitFor(() => client.imports.gameTimes?.total === 1 && client.imports.gameTimes.state === "finished");
    expect(client.problems.filter(({ severity }) => severity === "error")).toEqual([]);

    await response.getByRole("button", { name: "Show in journal" }).click();
    const panel = details(page, "start_game_times_import");
    await panel.getByRole("button", { name: "Copy as scenario step" }).click();
    await panel.getByText("copied", { exact: true }).waitFor();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied).toEqual({
      request: { method: "start_game_times_import", params: { game_ids: [expect.any(String)] } },
    });
    const before = client.journal.length;
    await panel.getByRole("button", { name: "Send again" }).click();
    await client.waitFor(() =>
      client.journal
        .slice(before)
        .some(({ method, type }) => method === "start_game_times_import" && type === "request"),
    );
    await panel.getByRole("button", { name: "Edit and send" }).click();
    expect(JSON.parse(await params.inputValue())).toEqual(copied.request.params);
  });

  it("exports the journal, with secrets only if they are revealed", async () => {
    const { page, client } = await openConsole();
    await client.importsDone(30_000);
    const saved = async (): Promise<string> => {
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: "Export" }).click();
      const file = await download;
      expect(file.suggestedFilename()).toBe("journal.ndjson");
      return readFileSync(await file.path(), "utf8");
    };
    const masked = await saved();
    expect(
      masked
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual(expect.arrayContaining([expect.objectContaining({ method: "store_credentials" })]));
    expect(masked).not.toContain("rt-0123456789-secret");
    await page.getByRole("checkbox", { name: "Reveal secrets" }).check();
    expect(await saved()).toContain("rt-0123456789-secret");
  });

  it("saves a session without secrets, which is shown later without its integration", async () => {
    const { page, client } = await openConsole();
    await client.importsDone(30_000);
    await page.getByRole("button", { name: "Save session" }).click();
    const dialog = page.getByRole("dialog", { name: "Save session" });
    const downloading = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    const path = await (await downloading).path();
    await dialog.getByText("Saved. Masked: ").waitFor();
    expect(readFileSync(path, "utf8")).not.toContain("rt-0123456789-secret");
    await dialog.getByRole("button", { name: "Close" }).click();
    const file = page.getByLabel("Saved session");
    await file.setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("{}\n") });
    await page.getByText('notes.txt is not a recorded session. Open a file saved with "Save session"').waitFor();
    const newer = Buffer.from('{"galaxyKitSession":2}\n');
    await file.setInputFiles({ name: "new.ndjson", mimeType: "text/plain", buffer: newer });
    await page.getByText("new.ndjson was saved by a newer version of Galaxy Kit").waitFor();
    const half = readFileSync(path).subarray(0, -9);
    await file.setInputFiles({ name: "half.ndjson", mimeType: "text/plain", buffer: half });
    await page.getByText("The end of the file is missing").waitFor();
    await card(page, "Sea Kings II").waitFor();
    await file.setInputFiles({ name: "jo.ndjson", mimeType: "text/plain", buffer: readFileSync(path) });
    const banner = page.getByRole("region", { name: "Recorded session" });
    await banner.getByText("jo.ndjson, saved").waitFor();
    await card(page, "Sea Kings II").click();
    await details(page, "Sea Kings II").getByText("Step 2", { exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "Export" }).isDisabled()).toBe(true);
    expect(await flawsOf(page, "body")).toEqual([]);
    await banner.getByRole("button", { name: "Close session" }).click();
    await banner.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Export" }).waitFor();

    const session = await readSession(path);
    await client.close();

    const { url, close } = await showSession(session, { page: builtPage() });
    try {
      const later = await browser().newPage();
      await later.goto(url);
      await later.getByRole("region", { name: "Recorded session" }).getByText("Masked: ").waitFor();
      await showsState(later, "Connected");
      await card(later, "Sea Kings II").click();
      await details(later, "Sea Kings II").getByText("Step 2", { exact: true }).waitFor();
      await later.getByText("This is a recorded session.").first().waitFor();
      expect(await later.getByRole("button", { name: "Launch client" }).isDisabled()).toBe(true);
      expect(await later.getByRole("button", { name: "Restart" }).count()).toBe(0);
      await message(later, "import_owned_games ⏎").click();
      await details(later, "Response to import_owned_games").getByText('"Portal of Brass"').waitFor();
      await later.close();
    } finally {
      await close();
    }
  });

  it("shows a failure of one part of the page in its place, with what to do, and the rest still works", async () => {
    const kept = { journal: 9, log: 9, problems: 9, logins: 9, figures: 9, way: 9 };
    const list = { type: "list", replaces: true, removed: [] };
    const games = [
      { gameId: "good", gameTitle: "Sea Kings II", owned: true },
      { gameId: "bad", gameTitle: "Dungeon Ledger", owned: true, dlcs: [null] },
    ];
    const friends = [{ userId: "jo", userName: 5 }];
    const updates = [
      { type: "welcome", name: "Shop", kept },
      { ...list, list: "games", rows: games },
      { ...list, list: "friends", rows: friends },
    ];
    const lines = [{ galaxyKitSession: 1, savedAt: 1 }, ...updates.map((update) => ({ update })), { masked: {} }];
    const file = join(newFolder(), "session.ndjson");
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const { url, close } = await showSession(await readSession(file), { page: builtPage() });
    const page = await browser().newPage();
    try {
      await page.goto(url);
      await card(page, "Dungeon Ledger").click();
      const failed = page.getByText("This part of the page has failed");
      await failed.waitFor();
      expect(await flawsOf(page, "[data-region=main]")).toEqual([]);
      await card(page, "Sea Kings II").click();
      await details(page, "Sea Kings II").waitFor();
      expect(await failed.count()).toBe(0);

      await page.getByRole("tab", { name: "Friends" }).click();
      await page.getByRole("alert").getByText("TypeError").waitFor();
      await page.getByRole("tab", { name: "Log", exact: true }).click();
      await page.getByText("The integration has not logged anything yet.").waitFor();
      expect(await page.getByRole("link", { name: "report this error" }).getAttribute("href")).toMatch(/\/issues$/);
      await page.getByRole("button", { name: "Reload page" }).click();
      await card(page, "Sea Kings II").waitFor();
    } finally {
      await page.close();
      await close();
    }
  });

  it("explains a crash, turns off what needs the integration, and restarts it with Retry", async () => {
    const { page } = await openConsole();
    await card(page, "Portal of Brass").click();
    await details(page, "Portal of Brass").getByRole("button", { name: "Launch" }).click();
    await card(page, "Portal of Brass").getByText("Running").waitFor();
    await page.getByRole("button", { name: "Shut down client" }).click();
    await showsState(page, "Crashed");
    await page.getByRole("alert", { name: "Integration status" }).getByText(/3/).waitFor();
    await page.getByRole("region", { name: "About these games" }).getByText("The integration is not running").waitFor();
    await card(page, "Portal of Brass").getByText("Installed").waitFor();
    await details(page, "Portal of Brass").getByText("The integration has crashed.").waitFor();
    expect(await flawsOf(page, "[role=alert], [data-region=main]")).toEqual([]);
    for (const name of ["Launch client", "Launch", "Uninstall"])
      expect([name, await page.getByRole("button", { name, exact: true }).isDisabled()]).toEqual([name, true]);

    await page.getByRole("button", { name: "Show log" }).click();
    const line = page.getByRole("grid", { name: "Log lines" }).getByRole("row", { name: /client has crashed/ });
    await page.getByRole("combobox", { name: "Level" }).selectOption("error");
    await line.click();
    await line.getByText("at shutdown (shop.mjs").first().waitFor();
    await line.getByRole("button", { name: /shutdown_platform_client/ }).click();
    await details(page, "shutdown_platform_client").waitFor();

    await page.getByRole("tab", { name: "Problems 2" }).click();
    const problem = (text: RegExp) =>
      page.getByRole("listbox", { name: "Problems" }).getByRole("option", { name: text });
    await problem(/platform client has crashed/).click();
    const place = details(page, "Logged error").getByRole("link", { name: "shop.mjs:47:9" });
    expect(await place.getAttribute("href")).toBe("vscode://file/shop/shop.mjs:47:9");

    await page.getByRole("button", { name: "Retry" }).click();
    await showsState(page, "Connected");
    await page.getByText("No problems since the last start.").waitFor();
    await page.getByRole("combobox", { name: "Starts" }).selectOption("all");
    await problem(/platform client has crashed/).waitFor();
    await page.getByRole("tab", { name: "Log", exact: true }).click();
    await page.getByRole("grid", { name: "Log lines" }).getByText("retry requested").waitFor();
    await page.getByRole("tab", { name: "Problems" }).click();
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await page.getByText("No problems", { exact: true }).waitFor();
  });

  it("asks for confirmation before disconnecting, and then shows an empty library", async () => {
    const { page } = await openConsole();
    await card(page, "Portal of Brass").waitFor();
    const disconnect = page.getByRole("button", { name: "Disconnect", exact: true });
    await disconnect.click();
    await page.getByRole("dialog", { name: "Disconnect?" }).getByRole("button", { name: "Cancel" }).click();
    await showsState(page, "Connected");
    await disconnect.click();
    await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
    await showsState(page, "Not connected");
    await page.getByRole("heading", { name: "Not connected" }).waitFor();
    await page.getByRole("tabpanel", { name: "Library" }).getByRole("button", { name: "Connect" }).click();
    await card(page, "Portal of Brass").waitFor();
  });

  it("is fully usable with the keyboard", async () => {
    const { page } = await openConsole();
    await card(page, "Portal of Brass").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("sea");
    await card(page, "Portal of Brass").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await card(page, "Portal of Brass").waitFor();

    await tabTo(page, "Games");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await details(page, "The Long Night of Ashes").waitFor();
    await page.keyboard.press("ArrowRight");
    await details(page, "Zero Kelvin").waitFor();
    await page.keyboard.press("Escape");
    await details(page, "Zero Kelvin").waitFor({ state: "detached" });

    await page.keyboard.press("2");
    await page.getByRole("listbox", { name: "Friends" }).getByText("Portal of Brass – Chapter 4").waitFor();
    await page.keyboard.press("8");
    await page
      .getByRole("row", { name: /^Achievements/ })
      .getByText("Done")
      .waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Help" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("has a name for each tab stop, and one stop for a list", async () => {
    const { page } = await openConsole();
    await card(page, "Portal of Brass").click();
    const stops: string[] = [];
    for (let stop = await nextStop(page); stop !== stops[0]; stop = await nextStop(page)) stops.push(stop);
    expect(stops.filter((stop) => /^\w+ *$/.test(stop))).toEqual([]);
    expect(stops.filter((stop) => /listbox|grid/.test(stop)).sort()).toEqual(["grid Messages", "listbox Games"]);
    expect(stops.filter((stop) => stop.startsWith("tab "))).toHaveLength(2);
  });

  /** Presses Tab, and returns the role and the name of what has the focus then. It skips the page itself. */
  async function nextStop(page: Page): Promise<string> {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      const labels = [...((focused as HTMLInputElement).labels ?? [])].map(({ innerText }) => innerText);
      const name = focused.getAttribute("aria-label") ?? (labels.join(" ") || focused.innerText.split("\n")[0]);
      return focused === document.body ? undefined : `${focused.role ?? focused.tagName.toLowerCase()} ${name}`;
    });
    return stop ?? (await nextStop(page));
  }

  /** Presses Tab until the element with this label has the focus. */
  async function tabTo(page: Page, label: string): Promise<void> {
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) === label) return;
    }
    throw new Error(`Tab does not reach "${label}"`);
  }

  it("has no flaw that axe finds in any view, in both themes, and room for content at 200 %", async () => {
    const { page, client } = await openConsole({ games: 6, failing: true, story: true }, { inspected: true });
    await client.importsDone(30_000);
    // Without transitions: axe would see colors between two themes.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await card(page, "Portal of Brass").click();
    const flaws: Record<string, readonly string[]> = {};
    const tab = async (name: string) => await page.getByRole("tab", { name: new RegExp(`^${name}(?!in)`) }).click();
    const firstOf = async (list: string) =>
      await page.locator(`${list} [role=option], ${list} [role=row]`).nth(1).click();
    const [main, dock] = ["[data-region=main]", "[data-region=dock]"];
    for (const checks of ["all", "contrast"] as const) {
      const note = async (view: string, selector: string) => {
        const found = await flawsOf(page, selector, checks);
        if (found.length > 0) flaws[`${checks} ${view}`] = found;
      };
      await note("header", "header");
      await note("library", main);
      await page.keyboard.press("v");
      await note("library as a table", main);
      await page.keyboard.press("v");
      for (const view of ["Friends", "Subscriptions", "Chat"]) {
        await tab(view);
        await page.locator(`${main} [role=option]`).first().click();
        await note(view, main);
      }
      for (const view of ["Journal", "Log", "Problems", "Imports", "Login", "State", "Connection", "Send"]) {
        await tab(view);
        if (view === "Journal") await firstOf(dock);
        if (view === "Log" || view === "Problems") {
          await page.locator(`${dock} [role=option], ${dock} [role=row]`).getByText("Shop.sale threw").first().click();
          await page.locator(dock).getByText("Shop.sale (").first().waitFor();
          await page.locator(dock).getByText("2 calls outside of the project").first().click();
        }
        if (view === "Send") await page.getByRole("textbox", { name: "Parameters" }).press("Control+Enter");
        await note(view, dock);
      }
      await page.keyboard.press("1");
      await page.getByRole("button", { name: "Disconnect" }).click();
      await note("a question", "dialog");
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("button", { name: "Help" }).click();
      await note("help", "dialog");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /Switch to/ }).click();
    }
    expect(flaws).toEqual({});

    // A window of 1280 × 800 at 200 %: header and toolbars may take a third.
    await page.setViewportSize({ width: 640, height: 400 });
    await page.keyboard.press("Escape");
    for (const [view, content] of [
      ["Library", "[role=listbox]"],
      ["Journal", "[role=grid]"],
    ] as const) {
      await tab(view);
      await page.keyboard.press("Escape");
      const { y } = (await page.locator(content).first().boundingBox())!;
      expect(y).toBeLessThan(400 / 3);
    }
    await page.emulateMedia({ forcedColors: "active" });
    const slow = () => document.getAnimations().filter(({ effect }) => Number(effect?.getTiming().duration) > 1).length;
    expect(await page.evaluate(slow)).toBe(0);

    await page.emulateMedia({ forcedColors: null });
    await pauseShop(client);
    const banner = page.getByRole("status", { name: "Debugger" });
    await banner.getByRole("heading", { name: "Paused in the debugger" }).waitFor();
    await banner.getByText(/:\d+:\d+/).waitFor();
    expect(await flawsOf(page, "[aria-label=Debugger]")).toEqual([]);
  });

  it("shows friends, subscriptions, chat and imports", async () => {
    const { page } = await openConsole();
    await page.getByRole("tab", { name: "Subscriptions" }).click();
    await page.getByRole("option", { name: /Shop Plus/ }).click();
    await details(page, "Shop Plus").getByText("Lantern Road", { exact: true }).waitFor();

    await page.getByRole("tab", { name: "Chat" }).click();
    await page.getByRole("option", { name: "Raid night" }).click();
    const room = page.getByRole("region", { name: "Chat room Raid night" });
    await room.getByText("Are you there?").waitFor();
    await room.getByRole("textbox", { name: "Message" }).fill("On my way");
    await room.getByRole("button", { name: "Send" }).click();
    await room.getByRole("log").getByText("On my way").waitFor();
    await room.getByRole("button", { name: "Mark as read" }).click();
    await room.getByRole("button", { name: "Mark as read" }).waitFor({ state: "detached" });

    await page.getByRole("tab", { name: "Journal" }).click();
    await page.getByRole("combobox", { name: "Filter messages" }).fill("import_friends");
    await page.getByRole("tab", { name: "Imports" }).click();
    await page.getByRole("button", { name: "Import again: Friends", exact: true }).click();
    await page.getByRole("tab", { name: "Journal" }).click();
    await page.getByRole("combobox", { name: "Filter messages" }).fill("import_friends");
    await message(page, /import_friends/)
      .nth(3)
      .waitFor();
  });

  it("shows what the integration is doing, and how much of it is in trouble", async () => {
    const { page } = await openConsole();
    await page.getByRole("tab", { name: "State 2" }).waitFor();
    await page.keyboard.press("0");
    const table = page.getByRole("table", { name: "State of the integration" });
    const cellsOf = async (name: string): Promise<string> =>
      await table.getByRole("row", { name: new RegExp(`^${name}`) }).innerText();
    expect(await cellsOf("Library.owned")).toMatch(
      /Fresh\s+12\s+(just now|\d+ s ago)\s+in (10|9) min.*\s+4 removals held back: shop-3, shop-4\s+Missing since .*1 more answer needed\s+So much/,
    );
    const tone = async (state: string) => await table.getByText(state, { exact: true }).getAttribute("data-tone");
    expect([await tone("Fresh"), await tone("Failing"), await tone("Read")]).toEqual(["warn", "bad", "neutral"]);
    expect(await cellsOf("Library.friends")).toMatch(/Failing\s+0\s+the shop is closed/);
    expect(await cellsOf("Library.sweep")).toMatch(/Waiting\s+(just now|\d+ s ago)\s+in \d+ min/);
    expect(await cellsOf("Friends.follow")).toMatch(/Connected\s+Connected since \d/);
    expect(await cellsOf("shop-2")).toMatch(/Running\s+12 min ago\s+Played for 12 min 5 s\s+Started outside GALAXY/);
    expect(await cellsOf("The shop")).toMatch(
      /Read\s+Region: Europe\s+API key: \(secret\)\s+\/home\/jo\/settings\.jsonc/,
    );
    expect(await cellsOf("offers")).toMatch(/Saved\s+20\s+(just now|\d+ s ago)\s+1\.4 KB\s+GALAXY's cache/);
    expect(await cellsOf("Shop.offer")).toMatch(/Waiting\s+20\s+17 of 37 calls answered\s+3 stale/);
    expect(await table.getByRole("rowheader").count()).toBe(9);
  });

  it("shows where the facts of a game came from", async () => {
    const methods = { import_owned_games: "Library.owned", start_game_times_import: "Times.of" };
    const { page, client } = await openConsole({}, { authorMethods: () => Promise.resolve(methods) });
    await client.importsDone(30_000);
    await card(page, "Portal of Brass").click();
    const panel = details(page, "Portal of Brass");
    await panel.getByText("Title, Owned, License").waitFor();
    await panel.getByText(/^Library\.owned as in its answer at [\d:.]+$/).waitFor();
    await panel.getByText("Times.of", { exact: true }).waitFor();
    await panel.getByRole("button", { name: "game_time_import_success" }).click();
    await page.getByRole("region", { name: "Developer tools" }).getByText('"time_played"').waitFor();
    await panel.getByRole("button", { name: "import_owned_games" }).click();
    await details(page, "Response to import_owned_games").getByText('"Portal of Brass"').waitFor();
  });

  it("shows what has changed since the last start", async () => {
    const { page, client } = await openConsole();
    await client.importsDone(30_000);
    await page.getByRole("tab", { name: "Changes", exact: true }).click();
    await page.getByText("Nothing to compare with").waitFor();
    await client.restart();
    await page.getByText("No changes since the last start").waitFor();
    await client.restart({ source: shopCommand({ games: 14, release: 2 }) });

    await page.getByText("2 added, 1 removed, 1 changed since the last start").waitFor();
    await page.getByRole("tab", { name: "Changes 4" }).waitFor();
    const change = (name: RegExp) => page.getByRole("listbox", { name: "Changes" }).getByRole("option", { name });
    await change(/^Added The Long Night of Ashes 2/).waitFor();
    await change(/^Removed Björn/).waitFor();
    await change(/^Changed Sea Kings III/)
      .getByText("Title Sea Kings II → Sea Kings III", { exact: true })
      .waitFor();
    expect(await flawsOf(page, "[data-region=dock]")).toEqual([]);
    await page.getByRole("searchbox", { name: "Filter changes" }).fill("title");
    await change(/^Added/)
      .first()
      .waitFor({ state: "detached" });
    await change(/^Changed/).click();
    await details(page, "Sea Kings III").waitFor();
  });

  it("shows the compiler output until a build succeeds", async () => {
    const project: { current: ProjectRow } = { current: { state: "building", since: 1, changed: [] } };
    const { page } = await openConsole({}, { project });
    const build = page.getByRole("status", { name: "Build", exact: true });
    await build.getByText("Building…").waitFor();
    project.current = {
      state: "failed",
      since: 2,
      duration: 900,
      changed: ["src/shop.ts"],
      output: "src/shop.ts:3:1 - error TS1005",
    };
    const output = page.getByRole("region", { name: "Compiler output" });
    await output.getByText("error TS1005").waitFor();
    const place = output.getByRole("link", { name: "src/shop.ts:3:1" });
    expect(await place.getAttribute("href")).toBe("vscode://file/shop/src/shop.ts:3:1");
    await output.getByText("Changed: src/shop.ts").waitFor();
    expect(await flawsOf(page, "[aria-label='Compiler output']")).toEqual([]);
    project.current = { state: "built", since: 3, duration: 1240, changed: ["src/shop.ts"] };
    await build.getByText("Built in 1.2 s").waitFor();
    await output.waitFor({ state: "detached" });
  });

  it("says so when the server has stopped, and keeps showing the last state", async () => {
    const { page, stopServer } = await openConsole();
    await card(page, "Portal of Brass").waitFor();
    await stopServer();
    await page.getByRole("heading", { name: "The server has stopped" }).waitFor();
    await card(page, "Portal of Brass").waitFor();
  });

  it("reconnects on its own after losing the connection", async () => {
    const { page } = await openConsole();
    await card(page, "Portal of Brass").waitFor();
    const sockets: WebSocketRoute[] = [];
    await page.routeWebSocket(/socket$/, (socket) => {
      socket.connectToServer();
      sockets.push(socket);
    });
    await page.reload();
    await card(page, "Portal of Brass").waitFor();
    await sockets[0]!.close();
    await page.getByRole("heading", { name: "Lost connection to the server" }).waitFor();
    await page.getByRole("heading", { name: "Lost connection to the server" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Launch client" }).click();
    await message(page, "launch_platform_client").waitFor();
    expect(sockets).toHaveLength(2);
  });

  it("remembers the theme, the library layout and the position of the dock", async () => {
    const { page } = await openConsole();
    await card(page, "Portal of Brass").waitFor();
    await page.getByRole("button", { name: "Switch to dark theme" }).click();
    await page.keyboard.press("v");
    await page.keyboard.press("d");
    const dock = page.getByRole("region", { name: "Developer tools", exact: true });
    await page.getByRole("separator", { name: "Resize developer tools" }).focus();
    for (let press = 0; press < 10; press++) await page.keyboard.press("ArrowLeft");
    const width = (await dock.boundingBox())!.width;
    expect(width).toBeGreaterThan(640);

    await page.reload();
    await page
      .getByRole("grid", { name: "Games" })
      .getByRole("row", { name: /Portal of Brass/ })
      .waitFor();
    await page.getByRole("button", { name: "Switch to light theme" }).waitFor();
    expect((await dock.boundingBox())!.width).toBeCloseTo(width, 0);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(18, 18, 25)");
  });

  it("shows one half at a time on a narrow screen", async () => {
    const { page } = await openConsole();
    await page.setViewportSize({ width: 700, height: 700 });
    await card(page, "Portal of Brass").waitFor();
    expect(await page.getByRole("grid", { name: "Messages" }).count()).toBe(0);
    await page.getByRole("tab", { name: "Journal" }).click();
    await page.getByRole("grid", { name: "Messages" }).waitFor();
    expect(await page.getByRole("listbox", { name: "Games" }).count()).toBe(0);
    // The filter has room for a few terms.
    await page.setViewportSize({ width: 640, height: 700 });
    expect((await page.getByLabel("Filter messages").boundingBox())!.width).toBeGreaterThan(200);
  });

  it("explains why there are no games", async () => {
    const { page } = await openConsole({ noGames: true });
    await page.getByRole("heading", { name: "No games" }).waitFor();
    await page.getByText("The integration reported no games.").waitFor();
  });
});
