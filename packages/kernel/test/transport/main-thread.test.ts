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
  it("is sent at once if the main thread has read everything", () => {
    const { given, reply } = started();
    reply("a");
    expect(given).toEqual(["a"]);
  });

  it("waits for earlier messages, but not for later ones", () => {
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

  it("waits only briefly, every time", () => {
    const { main, given, reply } = started();
    main.deliver(Buffer.from("1"));
    for (let second = 1; second <= 60; second++) {
      reply(String(second));
      jest.advanceTimersByTime(1000);
      expect(given).toHaveLength(second);
    }
  });

  it("is not sent before the integration's first message", () => {
    const main = new MainThread(() => undefined);
    const give = jest.fn();
    main.deliver(Buffer.from("1"));
    main.reply(give);
    jest.advanceTimersByTime(10_000);
    expect(give).not.toHaveBeenCalled();
    main.took();
    expect(give).toHaveBeenCalled();
  });

  it("is not sent for a main thread that was given up until it reads something", () => {
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

it("Unread chunks count with the memory they occupy, however small they are", () => {
  const { main } = started();
  for (let count = 0; count < 1000; count++) main.deliver(Buffer.from("\n"));
  expect(main.size).toBeGreaterThan(500_000);
  main.deliver(Buffer.alloc(1_000_000));
  expect(main.size).toBeGreaterThan(1_500_000);
  for (let count = 0; count < 1001; count++) main.took();
  expect(main.size).toBe(0);
});
