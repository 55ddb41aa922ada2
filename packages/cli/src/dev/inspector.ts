import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import type { DebuggerState, InspectOptions } from "@galaxy-kit/simulator";
import { CommandError, UsageError } from "../command-line/command-error.js";
import type { DevOptions } from "./options.js";
import { parsePort } from "./page.js";

/** Node's default, which debuggers try first. */
const DEFAULT_PORT = 9229;
/** Other projects may be debugged at the same time. */
const TRIED_PORTS = 20;

/**
 * Resolves to how the inspector of the integration is opened, the same at each start; to undefined if it is not.
 *
 * @throws `UsageError` if an option is not a port
 * @throws `CommandError` if the port is in use
 */
export async function inspectOptions({ inspect, inspectBrk }: DevOptions): Promise<InspectOptions | undefined> {
  const setting = inspectBrk ?? inspect;
  if (setting === undefined) return undefined;
  if (inspect !== undefined && inspectBrk !== undefined)
    throw new UsageError("Pass --inspect or --inspect-brk, not both.");
  const option = inspectBrk === undefined ? "--inspect" : "--inspect-brk";
  const port = await freePort(setting === true ? undefined : parsePort(setting, option), option);
  return { port, id: randomUUID(), breakAtStart: inspectBrk !== undefined };
}

/** Says where a debugger attaches. */
export function describeInspector({ address, webSocket }: DebuggerState): readonly string[] {
  const path = webSocket.replace(/^ws:\/\//, "");
  return [
    `debugger: ${address} (VS Code: Attach to galaxy-kit dev; Chrome: chrome://inspect)`,
    `devtools://devtools/bundled/js_app.html?experiments=true&v8only=true&ws=${path}`,
  ];
}

async function freePort(wanted: number | undefined, option: string): Promise<number> {
  const candidates =
    wanted === undefined ? Array.from({ length: TRIED_PORTS }, (_, index) => DEFAULT_PORT + index) : [wanted];
  for (const candidate of candidates) {
    const port = await listenOn(candidate);
    if (port !== undefined) return port;
  }
  throw new CommandError(
    `Port ${candidates.join(" to ").replace(/ to .* to /, " to ")} is in use. Pass another one, such as ${option}=0 for any free port.`,
  );
}

/** Resolves to the port if it is free, and to a free one for 0. */
async function listenOn(port: number): Promise<number | undefined> {
  const server = createServer();
  return await new Promise((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}
