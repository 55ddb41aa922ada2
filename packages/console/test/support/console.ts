import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  quickTimings,
  type SimulatedClient,
  type SimulatedClientOptions,
  startSimulatedClient,
} from "@galaxy-kit/simulator";
import { afterEach, jest } from "@jest/globals";
import { type Console, type ConsoleOptions, startConsole } from "../../src/index.js";
import { Integration } from "./integration.js";

// The tests wait for events, which may take long on a busy machine.
jest.setTimeout(30_000);

const cleanups: (() => unknown)[] = [];

/** Registers work to do after the test, in reverse order. */
export function afterTest(work: () => unknown): void {
  cleanups.push(work);
}

afterEach(async () => {
  for (let work = cleanups.pop(); work; work = cleanups.pop()) await work();
});

/** Starts a client whose integration runs inside the test, and closes it after the test. */
export async function startClient(
  integration: Integration,
  options: Partial<SimulatedClientOptions> = {},
): Promise<SimulatedClient> {
  const client = await startSimulatedClient({ integration: integration.source, timings: quickTimings, ...options });
  afterTest(() => client.close());
  return client;
}

/** Serves a small page, and stops the server after the test. */
export async function serve(client: SimulatedClient, options: Partial<ConsoleOptions> = {}): Promise<Console> {
  const console = await startConsole({ client, integration: { name: "Shop" }, page: smallPage(), ...options });
  afterTest(() => console.close());
  return console;
}

/** Serves a client whose integration has no features. */
export async function serveAnything(options: Partial<ConsoleOptions> = {}): Promise<Console> {
  return await serve(await startClient(new Integration([])), options);
}

export function smallPage(): string {
  const folder = newFolder();
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Console</title>");
  writeFileSync(join(folder, "assets", "page.js"), "export {};");
  return folder;
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-console-"));
  afterTest(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
