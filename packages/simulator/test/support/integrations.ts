import { fileURLToPath } from "node:url";
import { afterEach } from "@jest/globals";
import {
  type IntegrationCommand,
  quickTimings,
  type SimulatedClient,
  type SimulatedClientOptions,
  startSimulatedClient,
  type Timings,
} from "../../src/index.js";

const open = new Set<SimulatedClient>();

afterEach(async () => {
  await Promise.all([...open].map((client) => client.close()));
  open.clear();
});

export type Options = Partial<Omit<SimulatedClientOptions, "timings">> & { readonly timings?: Partial<Timings> };

/** Starts a client that behaves like GALAXY 2.0, which only asks once, with quick timings. It is closed at the end of the test. */
export async function start(options: Options & Pick<SimulatedClientOptions, "integration">): Promise<SimulatedClient> {
  const { timings, ...rest } = options;
  return closing(await startSimulatedClient({ version: "2.0", ...rest, timings: { ...quickTimings, ...timings } }));
}

/** Closes a client at the end of the test. */
export function closing(client: SimulatedClient): SimulatedClient {
  open.add(client);
  return client;
}

function fixture(name: string, ...args: string[]): IntegrationCommand {
  const path = fileURLToPath(new URL(`../fixtures/${name}.mjs`, import.meta.url));
  return { command: process.execPath, args: [path, ...args] };
}

/** Starts a well-behaved integration with every feature. */
export async function startShop(options: Options = {}): Promise<SimulatedClient> {
  return await start({ ...options, integration: fixture("shop") });
}

/** What the function given to {@link startScript} can use: the exports of `fixtures/raw.mjs`, and `process`. */
export type Wire = Record<"fail" | "later" | "ownedGames" | "silence" | "process", any>;

/** Starts an integration that is written in the test but runs in its own process: the function has no access to its scope. */
export async function startScript(script: (wire: Wire) => object, options: Options = {}): Promise<SimulatedClient> {
  return await start({ ...options, integration: scriptCommand(script) });
}

/** Returns the command that {@link startScript} runs. */
export function scriptCommand(script: (wire: Wire) => object): IntegrationCommand {
  return fixture("script", script.toString());
}

/** Resolves to the lines on the wire that the integration received, once it has logged all that were sent. */
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

/** Resolves to the calls that the integration received, without pings, whose time depends on the clock. */
export async function callsSeenBy(client: SimulatedClient): Promise<SeenCall[]> {
  return (await linesSeenBy(client))
    .map((line) => JSON.parse(line) as SeenCall)
    .filter(({ method }) => method !== undefined && method !== "ping");
}

/** Returns the kinds and items of all problems, in short form. */
export function kindsOf(client: SimulatedClient): string[] {
  return client.problems.map(({ kind, itemId }) => (itemId === undefined ? kind : `${kind} ${itemId}`));
}
