import type { LogEntry } from "@galaxy-kit/simulator";
import { describe, expect, it } from "@jest/globals";
import { renderLog } from "../../src/terminal/render-log.js";

function rendered(fields: LogEntry["fields"]): string | undefined {
  const text = JSON.stringify(fields);
  const entry: LogEntry = { time: 0, stream: "stderr", text, message: text, level: "error", ...(fields && { fields }) };
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
});
