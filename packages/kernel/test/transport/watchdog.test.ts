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

/** Watches a main thread that reads everything unless it is blocked. */
function watch(read: () => Promise<Stack> = () => Promise.resolve(STACK), timeScale?: number) {
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
  const watchdog = new Watchdog(
    thread,
    { read },
    { write: (level, message) => void written.push([level, message]) },
    timeScale,
  );
  watchdog.start();
  return { thread, written, watchdog };
}

const seconds = (count: number): Promise<void> => jest.advanceTimersByTimeAsync(count * 1000);

describe("A watchdog", () => {
  it("logs nothing about a responsive integration", async () => {
    const { written } = watch();
    await seconds(600);
    expect(written).toEqual([]);
  });

  it("names the author's innermost call, again at growing intervals, and logs when it is over", async () => {
    const { thread, written } = watch();
    thread.blocked = true;
    await seconds(40);
    thread.blocked = false;
    thread.next = undefined;
    await seconds(1);
    expect(
      written.map(
        ([level, message]) =>
          `${level}: ${message.replace(" has been blocking the integration", "").replace(/: pings.*/, "")}`,
      ),
    ).toEqual([
      "warn: Library.owned (/shop/dist/library.js:12:5) for 2 seconds",
      "warn: Library.owned (/shop/dist/library.js:12:5) for 4 seconds",
      "warn: Library.owned (/shop/dist/library.js:12:5) for 8 seconds",
      "error: Library.owned (/shop/dist/library.js:12:5) for 16 seconds",
      "error: Library.owned (/shop/dist/library.js:12:5) for 32 seconds",
      expect.stringMatching(/^warn: The integration is responsive again after (?:3\d|40) seconds$/),
    ]);
  });

  it("reports a call that does not return, and its caller as soon as the stack can be read", async () => {
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
      "The blocking call was made by Library.ow",
    ]);
  });

  it("waits for a fraction of the time if tests scale it, and reports the time without the scale", async () => {
    const { thread, written } = watch(undefined, 0.1);
    thread.blocked = true;
    await seconds(0.3);
    expect(written).toEqual([["warn", expect.stringContaining("for 2 seconds")]]);
  });

  it.each([
    ["has no name", "Socket.<anonymous> (/shop/dist/library.js:3:1)"],
    ["was created from a string", "eval (eval at run (/shop/dist/library.js:3:1), <anonymous>:1:1)"],
  ])("names the author's function even if it %s", async (_, frame) => {
    const { thread, written } = watch(() =>
      Promise.resolve(["Array.sort (<anonymous>)", "Socket.emit (node:events:1:1)", frame, ...STACK]),
    );
    thread.blocked = true;
    await seconds(3);
    expect(written).toEqual([["warn", expect.stringContaining(`${frame} has been blocking`)]]);
  });

  it("reports without a stack if none can be read", async () => {
    const { thread, written } = watch(() => Promise.reject(new Error("no inspector")));
    thread.blocked = true;
    await seconds(5);
    expect(written.map(([, message]) => message)).toEqual([
      expect.stringMatching(/^Unknown code has been blocking .* 2 seconds/),
      expect.stringMatching(/^Unknown code has been blocking .* 4 seconds/),
    ]);
  });

  it("gives up after five minutes and logs nothing after that", async () => {
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

  it("ends a process that was given up and that the client does not end", async () => {
    const { thread, written } = watch();
    thread.blocked = true;
    await seconds(325);
    expect(kill).not.toHaveBeenCalled();
    await seconds(10);
    expect(kill).toHaveBeenCalledWith(process.pid, "SIGKILL");
    expect(written.at(-1)).toEqual(["error", expect.stringMatching(/for 33\d seconds: ending the process$/)]);
  });

  it("does not mistake a computer that was asleep for a busy one", async () => {
    const { thread, written } = watch();
    thread.blocked = true;
    await seconds(1);
    const awake = performance.now.bind(performance);
    jest.spyOn(performance, "now").mockImplementation(() => awake() + 3_600_000);
    await seconds(0.5);
    expect(written).toEqual([]);
  });

  it("ends a stuck process after the client has hung up", async () => {
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
