import { Logger, type LogLevel } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration } from "../support/author.js";
import { startLog, written } from "../support/log.js";
import { startRig } from "../support/rig.js";

const levels: readonly LogLevel[] = ["error", "warn", "info", "debug"];

describe("a log line", () => {
  it("is one JSON object with time, level, logger, message and fields", () => {
    const { log, captured } = startLog();
    log.named("Shop").warn("two\nlines", { count: 2, list: ["a"], nothing: null });
    expect(captured.lines).toHaveLength(1);
    expect(captured.lines[0]).not.toContain("\n");
    expect(Object.keys(JSON.parse(captured.lines[0] ?? "") as object)).toEqual([
      "time",
      "level",
      "logger",
      "message",
      "count",
      "list",
      "nothing",
    ]);
    const [entry] = captured.entries;
    expect(entry).toEqual({
      time: expect.any(String),
      level: "warn",
      logger: "Shop",
      message: "two\nlines",
      count: 2,
      list: ["a"],
      nothing: null,
    });
    expect(new Date(entry?.time ?? "").toISOString()).toBe(entry?.time);
  });

  it.each(levels)("is not written below the level %s", (level) => {
    const { log, captured } = startLog(level);
    for (const one of levels) log[one](one);
    expect(captured.entries.map((entry) => entry.message)).toEqual(levels.slice(0, levels.indexOf(level) + 1));
    expect(captured.entries.map((entry) => entry.level)).toEqual(levels.slice(0, levels.indexOf(level) + 1));
  });

  it("keeps its time, level, logger and message whatever the names of the fields", () => {
    const entry = written({ time: "noon", level: "fatal", logger: "other", message: "forged", Time: "kept" });
    expect(entry).toMatchObject({ level: "info", logger: "galaxy-kit", message: "message", Time: "kept" });
    expect(entry?.time).not.toBe("noon");
  });

  it("keeps fields whose names the underlying library uses", () => {
    expect(
      written({ splat: [1], stack: "s", label: "l", timestamp: 5, __proto__: undefined, meta: { a: 1 } }),
    ).toMatchObject({
      splat: [1],
      stack: "s",
      label: "l",
      timestamp: 5,
      meta: { a: 1 },
      message: "message",
    });
  });

  it("does not replace placeholders in its message", () => {
    const { log, captured } = startLog();
    log.info("100% of %s %d %j", { a: 1 });
    expect(captured.entries[0]?.message).toBe("100% of %s %d %j");
  });

  it.each([undefined, null, 5, { a: 1 }, new Error("e")])("accepts a message that is not a string: %p", (message) => {
    const { log, captured } = startLog();
    log.error(message as never);
    expect(captured.lines).toHaveLength(1);
    expect(captured.entries[0]).toMatchObject({ level: "error", logger: "galaxy-kit" });
  });

  it.each<[fields: unknown, kept: string]>([
    [null, "message"],
    ["some text", "some text"],
    [["a", "b"], "b"],
    [5, "message"],
    [new Error("an error instead of fields"), "an error instead of fields"],
    [new Map([["a", "of a Map"]]), "of a Map"],
  ])("accepts fields that are not an object: %p", (fields, kept) => {
    const { log, captured } = startLog();
    log.error("message", fields as never);
    expect(captured.entries[0]).toMatchObject({ level: "error", message: "message" });
    expect(captured.text).toContain(kept);
  });
});

describe("winston", () => {
  // A line knows what writes it from the stack.
  Error.stackTraceLimit = 50;
  const isCaller = {
    get winston() {
      return /_transform/.test(new Error("where am I").stack ?? "");
    },
  };
  const withoutTimes = (lines: readonly string[]): string[] =>
    lines.map((line) => line.replaceAll(/"time":"[^"]*"/g, '"time":""'));

  it("writes the lines of every logger of a run once it is loaded", async () => {
    const { log, captured } = startLog();
    const early = log.named("early");
    const logAll = (): void => {
      for (const one of [log, early, early.named("late")]) one.info("message", isCaller);
    };
    logAll();
    await log.loadWinston();
    logAll();
    expect(captured.entries.map(({ winston }) => winston)).toEqual([false, false, false, true, true, true]);
  });

  it("writes the same lines as before, in the same order", async () => {
    const { log, captured, secrets } = startLog("info");
    secrets.add("s3cr3t");
    const fields = [null, "text", ["a"], new Error("s3cr3t"), new Map([["a", 1]]), { exception: true }, { a: 1n }];
    const messages = [undefined, null, 5, { message: "forged" }, new Error("wrong"), "x".repeat(300_000)];
    const logAll = (): void => {
      for (const level of levels)
        log.named("Shop")[level]("100% of %s, s3cr3t\n", { splat: [1], stack: "s", level: 1 });
      for (const one of fields) log.error("message", one as never);
      for (const one of messages) log.warn(one as never);
    };
    logAll();
    const before = captured.lines.splice(0);
    await log.loadWinston();
    logAll();
    expect(withoutTimes(captured.lines)).toEqual(withoutTimes(before));
    expect(before).toHaveLength(16);
  });
});

describe("a log line that cannot be written", () => {
  const instead = {
    time: expect.any(String),
    level: "warn",
    logger: "galaxy-kit",
    message: "A log line could not be written",
  };

  it("is replaced by a notice without its content if it cannot be masked", () => {
    const { log, captured, secrets } = startLog();
    secrets.mask = () => {
      throw new Error("Regular expression too large: s3cr3t");
    };
    log.warn("with s3cr3t", { token: "s3cr3t" });
    expect(captured.entries).toEqual([instead]);
  });
});

describe("the injected Logger", () => {
  it("has the name of the plugin, or another one set by named()", async () => {
    const rig = await startRig(integration({}));
    const log = rig.plugin.resolve(Logger);
    log.info("one");
    log.named("Other").info("two");
    log.named("Other").named("Third").info("three");
    expect(rig.log.entries.slice(-3).map(({ logger, message }) => [logger, message])).toEqual([
      ["TestPlugin", "one"],
      ["Other", "two"],
      ["Third", "three"],
    ]);
  });

  it("uses the log level of its run", async () => {
    const rig = await startRig(integration({}), { logLevel: "error" });
    rig.plugin.resolve(Logger).warn("not written");
    rig.plugin.resolve(Logger).error("written");
    expect(rig.log.entries.map(({ message }) => message)).toEqual(["written"]);
  });
});
