// Preloaded into the process of the integration. Responds to each message with a sample.
import type { Sample } from "./sample.js";

const collectGarbage = globalThis.gc;

process.on("message", () => {
  collectGarbage?.();
  const { heapUsed, rss } = process.memoryUsage();
  const sample: Sample = {
    heapBytes: heapUsed,
    rssBytes: rss,
    handles: process.getActiveResourcesInfo().length,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
  };
  process.send?.(sample);
});
