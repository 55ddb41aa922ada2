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

// Of each test. They wait for events, which take as long as a busy machine lets them.
jest.setTimeout(30_000);

const cleanUp: (() => unknown)[] = [];

/** Called after the test, the latest first. */
export function afterTest(work: () => unknown): void {
  cleanUp.push(work);
}

afterEach(async () => {
  for (let work = cleanUp.pop(); work; work = cleanUp.pop()) await work();
});

/** A client whose integration is inside the test; closed after it. */
export async function startClient(
  integration: Integration,
  options: Partial<SimulatedClientOptions> = {},
): Promise<SimulatedClient> {
  const client = await startSimulatedClient({ integration: integration.source, timings: quickTimings, ...options });
  afterTest(() => client.close());
  return client;
}

/** A console of a small page; closed after the test. */
export async function serve(client: SimulatedClient, options: Partial<ConsoleOptions> = {}): Promise<Console> {
  const console = await startConsole({ client, integration: { name: "Shop" }, page: smallPage(), ...options });
  afterTest(() => console.close());
  return console;
}

/** One without anything to do. */
export async function serveAnything(options: Partial<ConsoleOptions> = {}): Promise<Console> {
  return await serve(await startClient(new Integration([])), options);
}

function smallPage(): string {
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
