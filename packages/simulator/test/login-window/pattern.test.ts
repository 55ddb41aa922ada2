import { describe, expect, it } from "@jest/globals";
import { compilePattern } from "../../src/login-window/pattern.js";

describe("a regular expression of a NextStep", () => {
  it.each([".*", "^https://a\\.test/(?:x|y)#t=.+$", "(?<code>a)\\k<code>", "c:\\\\A", "(?=x)(?!y)(?<=z)(?<!w)"])(
    "may be %s",
    (pattern) => {
      expect(compilePattern(pattern, "it").source).toBe(new RegExp(pattern).source);
    },
  );

  it.each([
    ["(?i)done", /inline flags/],
    ["^(?P<code>x)", /\(\?<name>…\)/],
    ["(?>x)", /atomic/],
    ["(?#words)x", /comments/],
    ["x++", /possessive/],
    ["\\Ahttps", /write \^ and \$/],
    ["done\\Z", /write \^ and \$/],
    ["\\Qa.b\\E", /escape each/],
    ["[[:alpha:]]+", /A-Za-z/],
    ["(unclosed", /Unterminated group/],
  ])("cannot be %s, and the error explains what to use instead", (pattern, advice) => {
    expect(() => compilePattern(pattern, "the end_uri_regex")).toThrow(advice);
    expect(() => compilePattern(pattern, "the end_uri_regex")).toThrow(
      `the end_uri_regex ${JSON.stringify(pattern)} cannot be used: `,
    );
  });
});
