import { type Capabilities, clientRequests, type JsonObject } from "@galaxy-kit/protocol";
import type { Logger } from "@galaxy-kit/sdk";
import { toArguments } from "./handler-arguments.js";
import type { Route } from "./route.js";

/** What the kernel does for the calls that it answers itself. */
export interface KernelCalls {
  readonly capabilities: Capabilities;
  /** The handshake is complete. @returns what to do once the client knows */
  receiveCache(data: JsonObject): () => void;
  /** Tears everything down. */
  shutdown(): Promise<void>;
  /** The client knows that everything is torn down. */
  hangUp(): void;
}

const NAME = "(kernel)";

/** The calls that need nothing of the author, answered at once and in their order. */
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
    route("immediate", initializeCache, (params, { afterAnswer }) => {
      const [data] = toArguments(initializeCache, params, log) as [JsonObject];
      afterAnswer(kernel.receiveCache(data));
      return null;
    }),
    route("immediate", ping, (params) => {
      toArguments(ping, params, log);
      return null;
    }),
    route("request", shutdown, async (params, { afterAnswer }) => {
      toArguments(shutdown, params, log);
      await kernel.shutdown();
      afterAnswer(() => {
        kernel.hangUp();
      });
      return null;
    }),
  ];
}
