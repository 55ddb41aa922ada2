import { type Capabilities, clientRequests, type JsonObject } from "@galaxy-kit/protocol";
import type { Logger } from "@galaxy-kit/sdk";
import { refusingInvalid, toArguments } from "./handler-arguments.js";
import type { Route } from "./route.js";

/** The kernel's side of the calls that it handles itself. */
export interface KernelCalls {
  readonly capabilities: Capabilities;
  /** Completes the handshake, and returns what to do once the response has been sent. */
  receiveCache(data: JsonObject): () => void;
  /** Shuts the integration down. */
  shutdown(): Promise<void>;
  /** Hangs up once the client has the response to the shutdown request. */
  hangUp(): void;
}

const NAME = "(kernel)";

/** The routes of calls that need no code of the author. */
export function kernelRoutes(kernel: KernelCalls, log: Logger): Route[] {
  const { getCapabilities, initializeCache, ping, shutdown } = clientRequests;
  const route = (kind: Route["kind"], { method }: { readonly method: string }, run: Route["run"]): Route => ({
    method,
    kind,
    handler: NAME,
    run,
  });
  return [
    route("immediate", getCapabilities, (params) => {
      toArguments(getCapabilities, params, log);
      return getCapabilities.result.encode(kernel.capabilities);
    }),
    route("immediate", initializeCache, (params, { afterResponse }) => {
      const [data] = toArguments(initializeCache, params, log) as [JsonObject];
      afterResponse(refusingInvalid(initializeCache, log, () => kernel.receiveCache(data)));
      return null;
    }),
    route("immediate", ping, (params) => {
      toArguments(ping, params, log);
      return null;
    }),
    route("request", shutdown, async (params, { afterResponse }) => {
      toArguments(shutdown, params, log);
      await kernel.shutdown();
      afterResponse(() => {
        kernel.hangUp();
      });
      return null;
    }),
  ];
}
