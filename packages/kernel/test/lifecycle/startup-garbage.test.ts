import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { afterEach, expect, it, jest } from "@jest/globals";
import { collectStartupGarbage } from "../../src/lifecycle/startup-garbage.js";

const { gc } = globalThis;

afterEach(() => {
  globalThis.gc = gc;
});

it("The garbage of a start is collected once, and not before the thread has been idle", async () => {
  const events = new EventTarget();
  const collect = jest.fn(async () => {
    events.dispatchEvent(new Event("collection"));
  });
  globalThis.gc = collect as unknown as NonNullable<typeof gc>;
  // Every 20 ms.
  collectStartupGarbage(0.01);
  for (const end = performance.now() + 200; performance.now() < end;) await setImmediate();
  expect(collect).not.toHaveBeenCalled();

  const alive = setInterval(() => undefined, 1000);
  await once(events, "collection");
  await new Promise((resolve) => setTimeout(resolve, 100));
  clearInterval(alive);
  expect(collect.mock.calls).toEqual([[{ type: "major", flavor: "last-resort" }]]);
});
