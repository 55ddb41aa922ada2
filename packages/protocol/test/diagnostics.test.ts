import { describe, expect, it } from "@jest/globals";
import { type Diagnostic, RefusedError, renderDiagnostic } from "../src/index.js";

const diagnostic: Diagnostic = {
  severity: "error",
  code: "duplicate-decorator",
  subject: "Shop.games",
  file: "src/shop.ts",
  line: 14,
  column: 3,
  message: "@OwnedGames() is also on Shop.owned",
  remedy: "Remove one of them.",
};

describe("renderDiagnostic", () => {
  it("shows place, severity, subject and message, and the remedy with the code below", () => {
    expect(renderDiagnostic(diagnostic)).toBe(
      "src/shop.ts:14:3  error  Shop.games: @OwnedGames() is also on Shop.owned\n  └ Remove one of them.  [duplicate-decorator]",
    );
  });

  it("omits unknown parts", () => {
    expect(renderDiagnostic({ severity: "warning", code: "no-url", message: "No homepage" })).toBe(
      "warning  No homepage  [no-url]",
    );
  });

  it("removes line breaks and control characters from texts, and truncates long ones", () => {
    const hostile = { ...diagnostic, message: `\u001b[2J\n${"x".repeat(10_000)}` };
    const [first = "", ...others] = renderDiagnostic(hostile).split("\n");
    expect(others).toHaveLength(1);
    expect(first).not.toContain("\u001b");
    expect(first.length).toBeLessThan(600);
  });

  it("passes each part to a function that colors it", () => {
    const painted = renderDiagnostic(diagnostic, (part, text) => `<${part}>${text}</>`);
    expect(painted).toContain("<place>src/shop.ts:14:3</>  <error>error</>");
    expect(painted).toContain("<code>[duplicate-decorator]</>");
  });
});

describe("RefusedError", () => {
  it("lists every reason in its message", () => {
    const error = new RefusedError("The integration cannot start", [diagnostic, { ...diagnostic, code: "other" }]);
    expect(error.message).toMatch(
      /^The integration cannot start:\n {2}src\/shop.*\n {4}└ .*\n {2}src.*\n {4}└ .*\[other\]$/,
    );
  });

  it("shows at most fifty reasons", () => {
    const error = new RefusedError(
      "Refused",
      Array.from({ length: 1_000 }, () => diagnostic),
    );
    expect(error.message).toContain("and 950 more");
    expect(error.diagnostics).toHaveLength(1_000);
  });
});
