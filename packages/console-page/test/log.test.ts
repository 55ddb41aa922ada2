import { describe, expect, it } from "@jest/globals";
import { otherFields } from "../src/log/other-fields.js";

const stack = "Error: disk full\n    at read (/shop/src/api.ts:3:9)";
const error = { name: "Error", message: "disk full", stack };
const known = { level: "error", time: "now", logger: "Shop", message: "Shop.owned threw" };

describe("an open line of the log", () => {
  it.each([
    { what: "nothing that it shows already", fields: { ...known, error, handling: { id: "7" } }, shown: undefined },
    {
      what: "the other members of an error",
      fields: { ...known, error: { ...error, code: 5 } },
      shown: { error: { code: 5 } },
    },
    {
      what: "a thrown text",
      fields: { ...known, error: "full", place: "Shop" },
      shown: { error: "full", place: "Shop" },
    },
    { what: "the author's own fields", fields: { ...known, game: "a" }, shown: { game: "a" } },
  ])("has as JSON $what", ({ fields, shown }) => {
    const message = `Shop.owned threw\n${stack}`;
    expect(otherFields({ number: 1, time: 0, stream: "stderr", text: "", message, fields })).toEqual(shown);
  });

  it("does not repeat the trace of a Python error", () => {
    const exception = "Traceback: KeyError";
    const fields = { ...known, exception };
    const message = `failed\n${exception}`;
    expect(otherFields({ number: 1, time: 0, stream: "stderr", text: "", message, fields })).toBeUndefined();
  });
});
