import { type Duplex, finished } from "node:stream";
import type { Exit } from "./exit.js";
import type { IntegrationStream, RunningIntegration } from "./integration.js";

/** Treats a stream as an integration, which ends when the stream does. */
export async function adoptStream(source: IntegrationStream, token: string): Promise<RunningIntegration> {
  const stream: Duplex = typeof source.stream === "function" ? await source.stream(token) : source.stream;
  // A broken connection is noticed by its close event.
  stream.on("error", () => undefined);
  const exited = new Promise<Exit>((resolve) => {
    finished(stream, () => {
      resolve({ code: null, signal: null });
    });
  });
  return {
    pid: undefined,
    connection: Promise.resolve(stream),
    exited,
    kill: () => {
      const isOpen = !stream.destroyed;
      stream.destroy();
      return isOpen;
    },
    send: () => undefined,
    lastErrorLines: () => [],
  };
}
