import { type Duplex, finished } from "node:stream";
import type { Exit } from "./exit.js";
import type { IntegrationStream, RunningIntegration } from "./integration.js";

/** Takes a stream for an integration; its end is the integration's. */
export async function adoptStream(source: IntegrationStream, token: string): Promise<RunningIntegration> {
  const stream: Duplex = typeof source.stream === "function" ? await source.stream(token) : source.stream;
  // What a broken connection means is told by its close.
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
      stream.destroy();
    },
    lastWords: () => [],
  };
}
