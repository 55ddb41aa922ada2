import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { type ConsoleOptions, pageLogin, startConsole } from "@galaxy-kit/console";
import {
  type IntegrationCommand,
  quickTimings,
  type SimulatedClient,
  startSimulatedClient,
} from "@galaxy-kit/simulator";
import { afterEach, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { browser } from "./browser.js";
import { builtPage } from "./built-page.js";

/** Options of `fixtures/shop.mjs`. */
interface ShopOptions {
  readonly games?: number;
  /** All of them by default. */
  readonly features?: readonly string[];
  readonly noGames?: boolean;
  /** Some achievements cannot be imported. */
  readonly failing?: boolean;
  /** The second one has another title, and a friend less. */
  readonly release?: number;
  /** It logs a warning and a stack. */
  readonly story?: boolean;
  /** The user has to log in. */
  readonly login?: boolean;
}

/** What a test needs of the client and its server. */
interface Options extends Pick<ConsoleOptions, "project" | "authorMethods"> {
  /** Opens the inspector of the shop. */
  readonly inspected?: boolean;
}

export interface OpenedConsole {
  readonly page: Page;
  readonly client: SimulatedClient;
  /** Stops the server of the page. */
  readonly stopServer: () => Promise<void>;
}

/** Returns the command that starts the shop. */
export function shopCommand(shop: ShopOptions): IntegrationCommand {
  const script = fileURLToPath(new URL("../../fixtures/shop.mjs", import.meta.url));
  return { command: process.execPath, args: [script, JSON.stringify(shop)] };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Attaches a debugger to the shop, which stops. */
export async function pauseShop(client: SimulatedClient): Promise<void> {
  const { webSocket } = await client.waitFor((each) => each.debugger, 30_000);
  const attached = await browser().newPage();
  cleanups.push(() => attached.close());
  await attached.evaluate(
    (address) =>
      new Promise<void>((resolve) => {
        const socket = new WebSocket(address);
        socket.onopen = () => {
          for (const [id, method] of ["Debugger.enable", "Debugger.pause"].entries())
            socket.send(JSON.stringify({ id, method }));
          resolve();
        };
      }),
    webSocket,
  );
}

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (let work = cleanups.pop(); work; work = cleanups.pop()) await work();
});

/**
 * Opens the page of a client that runs the shop in a separate process. After the test it checks that the browser reported
 * no errors or warnings, and that the page sent requests to its own server only.
 */
export async function openConsole(
  shop: ShopOptions = {},
  { inspected = false, ...options }: Options = {},
): Promise<OpenedConsole> {
  const login = pageLogin();
  const client = await startSimulatedClient({
    integration: { ...shopCommand(shop), ...(inspected && { inspect: { port: await freePort(), id: "an-id" } }) },
    timings: quickTimings,
    loginWindow: login.window,
  });
  cleanups.push(() => client.close());
  const editor = { address: "vscode://file{file}:{line}:{column}", folder: "/shop" };
  const integration = { name: "Shop", editor };
  const served = await startConsole({ client, integration, page: builtPage(), login, ...options });
  cleanups.push(() => served.close());

  const page = await browser().newPage({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  const browserErrors: string[] = [];
  const foreignRequests: string[] = [];
  let isServerStopped = false;
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // A page cannot prevent the browser from reporting that the server is gone.
    if (!(isServerStopped && message.text().includes("WebSocket"))) browserErrors.push(message.text());
  });
  page.on("pageerror", (error) => browserErrors.push(error.message));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(served.url).origin) foreignRequests.push(request.url());
  });
  cleanups.push(async () => {
    await page.close();
    expect({ browserErrors, foreignRequests }).toEqual({ browserErrors: [], foreignRequests: [] });
  });
  await page.goto(served.url);
  return {
    page,
    client,
    stopServer: async () => {
      isServerStopped = true;
      await served.close();
    },
  };
}
