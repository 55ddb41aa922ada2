// Loaded into the integration's process before it: answers each message with a sample.
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
