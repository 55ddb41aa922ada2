import { fileURLToPath } from "node:url";
import { afterEach } from "@jest/globals";
import {
  type IntegrationCommand,
  quickTimings,
  type SimulatedClient,
  type SimulatedClientOptions,
  startSimulatedClient,
} from "../../src/index.js";

const open = new Set<SimulatedClient>();

afterEach(async () => {
  await Promise.all([...open].map((client) => client.close()));
  open.clear();
});

type Options = Partial<SimulatedClientOptions>;

/** Starts a client that is closed at the end of the test. Its waits are the quick ones. */
export async function start(options: Options & Pick<SimulatedClientOptions, "integration">): Promise<SimulatedClient> {
  const { timings, ...rest } = options;
  return closing(await startSimulatedClient({ ...rest, timings: { ...quickTimings, ...timings } }));
}

/** Has a client closed at the end of the test. */
export function closing(client: SimulatedClient): SimulatedClient {
  open.add(client);
  return client;
}

function fixture(name: string, ...args: string[]): IntegrationCommand {
  const path = fileURLToPath(new URL(`../fixtures/${name}.mjs`, import.meta.url));
  return { command: process.execPath, args: [path, ...args] };
}

/** The well-behaved integration that can do everything. */
export async function startShop(options: Options = {}): Promise<SimulatedClient> {
  return await start({ ...options, integration: fixture("shop") });
}

/** What the function given to {@link startScript} may use: `fixtures/raw.mjs`, and the process. */
export type Wire = Record<"fail" | "later" | "silence" | "process", any>;

/** An integration of its own process that is written in the test; the function cannot see anything around it. */
export async function startScript(script: (wire: Wire) => object, options: Options = {}): Promise<SimulatedClient> {
  return await start({ ...options, integration: scriptCommand(script) });
}

/** The command that {@link startScript} starts. */
export function scriptCommand(script: (wire: Wire) => object): IntegrationCommand {
  return fixture("script", script.toString());
}

/** The lines that the integration received, as they were on the wire: all that were sent, as soon as it has told of them. */
export async function linesSeenBy(client: SimulatedClient): Promise<string[]> {
  return await client.waitFor(() => {
    const lines = client.log.flatMap(({ fields }) => (typeof fields?.["line"] === "string" ? [fields["line"]] : []));
    return lines.length === client.journal.filter(({ direction }) => direction === "sent").length && lines;
  });
}

export interface SeenCall {
  readonly id?: string;
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** The calls that the integration received, pings left out: their moment depends on the clock alone. */
export async function callsSeenBy(client: SimulatedClient): Promise<SeenCall[]> {
  return (await linesSeenBy(client))
    .map((line) => JSON.parse(line) as SeenCall)
    .filter(({ method }) => method !== undefined && method !== "ping");
}

/** Kinds and items of what was reported, short enough to compare. */
export function kindsOf(client: SimulatedClient): string[] {
  return client.problems.map(({ kind, itemId }) => (itemId === undefined ? kind : `${kind} ${itemId}`));
}
