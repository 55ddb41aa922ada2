import type { LogEntry } from "@galaxy-kit/simulator";
import { describe, expect, it } from "@jest/globals";
import { renderLog } from "../../src/terminal/render-log.js";

function rendered(fields: LogEntry["fields"]): string | undefined {
  const text = JSON.stringify(fields);
  const entry: LogEntry = {
    time: 0,
    stream: "stderr",
    text,
    message: text,
    level: fields?.["level"] as "error",
    ...(fields && { fields }),
  };
  return renderLog(entry, { verbose: false }, (_style, plain) => plain);
}

describe("a line of an integration's log", () => {
  it("is shown with its fields", () => {
    expect(rendered({ level: "error", message: "no luck", game: "tide" })).toBe('error no luck game="tide"');
  });

  it("is shown without its diagnostics, which are part of the message", () => {
    const diagnostics = [{ severity: "error", code: "unknown-platform", message: "unknown platform" }];
    expect(rendered({ level: "error", message: "unknown platform", diagnostics })).toBe("error unknown platform");
  });

  it("is shown even if the message is not a string", () => {
    expect(rendered({ level: "error", message: { toString: null } })).toBe('error {"toString":null}');
    expect(rendered({ level: "error", code: 7 })).toBe("error  code=7");
  });

  it("names an error once, with the innermost calls in the author's code", () => {
    const stack = [
      "Error: disk full",
      "    at read (/shop/src/api.ts:3:9)",
      "    at call (/shop/node_modules/got/index.js:1:1)",
      "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
      "    at async Shop.owned (/shop/src/shop.ts:12:5)",
    ].join("\n");
    const error = { name: "Error", message: "disk full", stack };
    const calls = "\n      at read (/shop/src/api.ts:3:9)\n      at async Shop.owned (/shop/src/shop.ts:12:5)";
    const handling = { id: "7", method: "import_owned_games" };
    const place = "Shop.owned (src/shop.ts:10:3)";
    expect(rendered({ level: "error", message: "Shop.owned threw", handling, place, error })).toBe(
      `error Shop.owned threw: disk full${calls}`,
    );
    expect(rendered({ level: "error", message: "no luck: disk full", error })).toBe(`error no luck: disk full${calls}`);
  });

  it("names the method's location and the remedy if a text was thrown", () => {
    const place = "Shop.owned (src/shop.ts:10:3)";
    const fields = {
      level: "error",
      message: "Shop.owned threw",
      place,
      error: "disk full",
      remedy: "Throw an Error.",
    };
    expect(rendered(fields)).toBe(
      "error Shop.owned threw: disk full\n      at Shop.owned (src/shop.ts:10:3)\n      └ Throw an Error.",
    );
  });

  it("names the first ids of a fault, unless the message does", () => {
    const message = "Shop.times threw (for 500 ids)";
    expect(rendered({ level: "error", message, place: "Shop.times", ids: ["a", "b"], count: 500 })).toBe(
      `error ${message}\n      for "a", "b", …`,
    );
    expect(rendered({ level: "error", message: 'no value for "a"', ids: ["a"] })).toBe('error no value for "a"');
  });

  it("shows an author's fields that only have the names of the framework's", () => {
    expect(rendered({ level: "warn", message: "closed", place: "Oslo", count: 3, ids: "none", remedy: 5 })).toBe(
      'warn  closed place="Oslo" count=3 ids="none" remedy=5',
    );
  });
});
