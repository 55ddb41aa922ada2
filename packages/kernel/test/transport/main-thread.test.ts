import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { MainThread } from "../../src/transport/worker/main-thread.js";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function started() {
  const main = new MainThread(() => undefined);
  main.sent();
  const given: string[] = [];
  const reply = (name: string): void => main.reply(() => given.push(name));
  return { main, given, reply };
}

describe("A reply to a ping", () => {
  it("is given at once when the main thread has taken everything", () => {
    const { given, reply } = started();
    reply("a");
    expect(given).toEqual(["a"]);
  });

  it("waits for what came before it, and for nothing that came later", () => {
    const { main, given, reply } = started();
    main.deliver(Buffer.from("1"));
    reply("a");
    main.deliver(Buffer.from("2"));
    reply("b");
    expect(given).toEqual([]);
    main.took();
    expect(given).toEqual(["a"]);
    main.took();
    expect(given).toEqual(["a", "b"]);
  });

  it("waits for a moment only, again and again", () => {
    const { main, given, reply } = started();
    main.deliver(Buffer.from("1"));
    for (let second = 1; second <= 60; second++) {
      reply(String(second));
      jest.advanceTimersByTime(1000);
      expect(given).toHaveLength(second);
    }
  });

  it("is not given before the integration has said its first word", () => {
    const main = new MainThread(() => undefined);
    const give = jest.fn();
    main.deliver(Buffer.from("1"));
    main.reply(give);
    jest.advanceTimersByTime(10_000);
    expect(give).not.toHaveBeenCalled();
    main.took();
    expect(give).toHaveBeenCalled();
  });

  it("is not given for a main thread that was given up, until that takes something", () => {
    const { main, given, reply } = started();
    main.deliver(Buffer.from("1"));
    main.giveUp();
    reply("a");
    jest.advanceTimersByTime(60_000);
    expect(given).toEqual([]);
    main.took();
    expect(given).toEqual(["a"]);
    main.deliver(Buffer.from("2"));
    reply("b");
    jest.advanceTimersByTime(1000);
    expect(given).toEqual(["a", "b"]);
  });
});

it("What the main thread has not taken counts with the memory that it takes, however small it is", () => {
  const { main } = started();
  for (let count = 0; count < 1000; count++) main.deliver(Buffer.from("\n"));
  expect(main.size).toBeGreaterThan(500_000);
  main.deliver(Buffer.alloc(1_000_000));
  expect(main.size).toBeGreaterThan(1_500_000);
  for (let count = 0; count < 1001; count++) main.took();
  expect(main.size).toBe(0);
});
