import { describe, expect, it } from "@jest/globals";
import { parseCookies } from "../src/login/cookies.js";

describe("pasted cookies", () => {
  it("are parsed from a Cookie header", () => {
    expect(parseCookies("Cookie: session=a=b; lang = en ;\n empty=")).toEqual([
      { name: "session", value: "a=b" },
      { name: "lang", value: "en" },
      { name: "empty", value: "" },
    ]);
  });

  it("are parsed from JSON, keeping only domain and path", () => {
    expect(parseCookies('[{"name":"a","value":"1","domain":".x.org","path":"/","secure":true}]')).toEqual([
      { name: "a", value: "1", domain: ".x.org", path: "/" },
    ]);
    expect(parseCookies('{"a":"1","b":"2"}')).toEqual([
      { name: "a", value: "1" },
      { name: "b", value: "2" },
    ]);
  });

  it("may be empty", () => expect(parseCookies("  \n ")).toEqual([]));

  it.each([
    ["session", '"session" is not a cookie. Use name=value'],
    ["a=1; =2", '"=2" is not a cookie'],
    ["[{]", "The cookies are not valid JSON"],
    ['[{"name":"a"}]', 'Cookie 1 needs a "name" and a "value"'],
    ['{"a":"1","b":2}', 'Cookie 2 needs a "name" and a "value"'],
    ["[null]", 'Cookie 1 needs a "name" and a "value"'],
  ])("as %p are refused", (text, message) => expect(() => parseCookies(text)).toThrow(message));
});
