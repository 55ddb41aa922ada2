import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { Stack } from "../../src/transport/worker/stack-reader.js";
import { Watchdog } from "../../src/transport/worker/watchdog.js";

const STACK: Stack = [
  "Array.sort (node:internal/x:1:1)",
  "sortBy (/shop/node_modules/sorting/index.js:1:1)",
  "Library.owned (/shop/dist/library.js:12:5)",
];
let kill: jest.Spied<typeof process.kill>;

beforeEach(() => {
  jest.useFakeTimers();
  kill = jest.spyOn(process, "kill").mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** A main thread that takes what it is handed as long as it is not blocked. */
function watch(read: () => Promise<Stack> = () => Promise.resolve(STACK)) {
  const thread = {
    next: undefined as number | undefined,
    blocked: false,
    givenUp: 0,
    deliver() {
      if (this.blocked) this.next = 1;
    },
    giveUp() {
      this.givenUp++;
    },
  };
  const written: [level: string, message: string][] = [];
  const watchdog = new Watchdog(thread, { read }, { write: (level, message) => void written.push([level, message]) });
  watchdog.start();
  return { thread, written, watchdog };
}

const seconds = (count: number): Promise<void> => jest.advanceTimersByTimeAsync(count * 1000);

describe("A watchdog", () => {
  it("says nothing of an integration that goes on", async () => {
    const { written } = watch();
    await seconds(600);
    expect(written).toEqual([]);
  });

  it("names the author's innermost call, again in growing intervals, and says when it is over", async () => {
    const { thread, written } = watch();
    thread.blocked = true;
    await seconds(40);
    thread.blocked = false;
    thread.next = undefined;
    await seconds(1);
    expect(
      written.map(
        ([level, message]) => `${level}: ${message.replace(" blocks the integration", "").replace(/: pings.*/, "")}`,
      ),
    ).toEqual([
      "warn: Library.owned (/shop/dist/library.js:12:5) for 2 seconds",
      "warn: Library.owned (/shop/dist/library.js:12:5) for 4 seconds",
      "warn: Library.owned (/shop/dist/library.js:12:5) for 8 seconds",
      "error: Library.owned (/shop/dist/library.js:12:5) for 16 seconds",
      "error: Library.owned (/shop/dist/library.js:12:5) for 32 seconds",
      expect.stringMatching(/^warn: The integration goes on after 3\d|40 seconds$/),
    ]);
  });

  it("says so when the call does not return, and who has called it as soon as that can be seen", async () => {
    let see = (_: Stack): void => undefined;
    const { thread, written } = watch(
      () =>
        new Promise((resolve) => {
          see = resolve;
        }),
    );
    thread.blocked = true;
    await seconds(6.5);
    see(STACK);
    await seconds(0);
    expect(written.map(([, message]) => message.slice(0, 40))).toEqual([
      "A call that does not return, such as a s",
      "A call that does not return, such as a s",
      "What has blocked the integration was cal",
    ]);
  });

  it.each([
    ["has no name", "Socket.<anonymous> (/shop/dist/library.js:3:1)"],
    ["was made of text", "eval (eval at run (/shop/dist/library.js:3:1), <anonymous>:1:1)"],
  ])("names the author's function even when it %s", async (_, frame) => {
    const { thread, written } = watch(() =>
      Promise.resolve(["Array.sort (<anonymous>)", "Socket.emit (node:events:1:1)", frame, ...STACK]),
    );
    thread.blocked = true;
    await seconds(3);
    expect(written).toEqual([["warn", expect.stringContaining(`${frame} blocks`)]]);
  });

  it("goes on where no stack can be read", async () => {
    const { thread, written } = watch(() => Promise.reject(new Error("no inspector")));
    thread.blocked = true;
    await seconds(5);
    expect(written.map(([, message]) => message)).toEqual([
      expect.stringMatching(/^The code blocks .* 2 seconds/),
      expect.stringMatching(/^The code blocks .* 4 seconds/),
    ]);
  });

  it("gives up what has not come back for five minutes, and says that last", async () => {
    const { thread, written } = watch();
    thread.blocked = true;
    await seconds(290);
    expect(thread.givenUp).toBe(0);
    await seconds(20);
    expect(thread.givenUp).toBe(1);
    expect(written.at(-1)).toEqual([
      "error",
      expect.stringMatching(/for 300 seconds: pings are no longer answered, so that GALAXY ends it$/),
    ]);
  });

  it("ends a process that was given up and that nobody else ends", async () => {
    const { thread, written } = watch();
    thread.blocked = true;
    await seconds(325);
    expect(kill).not.toHaveBeenCalled();
    await seconds(10);
    expect(kill).toHaveBeenCalledWith(process.pid, "SIGKILL");
    expect(written.at(-1)).toEqual(["error", expect.stringMatching(/for 33\d seconds: the process is ended$/)]);
  });

  it("does not take a computer that was asleep for a busy one", async () => {
    const { thread, written } = watch();
    thread.blocked = true;
    await seconds(1);
    const awake = performance.now.bind(performance);
    jest.spyOn(performance, "now").mockImplementation(() => awake() + 3_600_000);
    await seconds(0.5);
    expect(written).toEqual([]);
  });

  it("ends a process that nobody waits for and that does not come back", async () => {
    const { thread, written, watchdog } = watch();
    thread.blocked = true;
    watchdog.hungUp();
    await seconds(29);
    expect(kill).not.toHaveBeenCalled();
    await seconds(3);
    expect(kill).toHaveBeenCalledWith(process.pid, "SIGKILL");
    expect(written.at(-1)).toEqual(["error", expect.stringContaining("The client has hung up")]);
  });
});
