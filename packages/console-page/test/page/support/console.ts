import { fileURLToPath } from "node:url";
import { type ConsoleOptions, pageLogin, startConsole } from "@galaxy-kit/console";
import { quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { afterEach, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { browser } from "./browser.js";
import { builtPage } from "./built-page.js";

/** What `fixtures/shop.mjs` is to be like. */
interface Shop {
  readonly games?: number;
  readonly noGames?: boolean;
  /** Asks its user to log in. */
  readonly login?: boolean;
}

export interface OpenedConsole {
  readonly page: Page;
  readonly client: SimulatedClient;
  /** Ends the command that serves the page. */
  readonly endCommand: () => Promise<void>;
}

const cleanUp: (() => unknown)[] = [];

afterEach(async () => {
  for (let work = cleanUp.pop(); work; work = cleanUp.pop()) await work();
});

/**
 * The page of a client that runs a shop in a process of its own. After the test, nothing that the browser complains of may
 * have happened, and it may have asked nobody but the server.
 */
export async function openConsole(
  shop: Shop = {},
  options: Pick<ConsoleOptions, "project"> = {},
): Promise<OpenedConsole> {
  const login = pageLogin();
  const args = [fileURLToPath(new URL("../../fixtures/shop.mjs", import.meta.url)), JSON.stringify(shop)];
  const client = await startSimulatedClient({
    integration: { command: process.execPath, args },
    timings: quickTimings,
    loginWindow: login.window,
  });
  cleanUp.push(() => client.close());
  const served = await startConsole({ client, integration: { name: "Shop" }, page: builtPage(), login, ...options });
  cleanUp.push(() => served.close());

  const page = await browser().newPage({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  const complaints: string[] = [];
  const strangers: string[] = [];
  let commandHasEnded = false;
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // The page cannot keep the browser from saying that nobody answers.
    if (!(commandHasEnded && message.text().includes("WebSocket"))) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(served.url).origin) strangers.push(request.url());
  });
  cleanUp.push(async () => {
    await page.close();
    expect({ complaints, strangers }).toEqual({ complaints: [], strangers: [] });
  });
  await page.goto(served.url);
  return {
    page,
    client,
    endCommand: async () => {
      commandHasEnded = true;
      await served.close();
    },
  };
}
