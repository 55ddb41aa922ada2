import { describe, expect, it } from "@jest/globals";
import { parseCookies } from "../src/login/cookies.js";

describe("pasted cookies", () => {
  it("are read as a browser sends them", () => {
    expect(parseCookies("Cookie: session=a=b; lang = en ;\n empty=")).toEqual([
      { name: "session", value: "a=b" },
      { name: "lang", value: "en" },
      { name: "empty", value: "" },
    ]);
  });

  it("are read as JSON, with domain and path, and nothing else", () => {
    expect(parseCookies('[{"name":"a","value":"1","domain":".x.org","path":"/","secure":true}]')).toEqual([
      { name: "a", value: "1", domain: ".x.org", path: "/" },
    ]);
    expect(parseCookies('{"a":"1","b":"2"}')).toEqual([
      { name: "a", value: "1" },
      { name: "b", value: "2" },
    ]);
  });

  it("may be none", () => expect(parseCookies("  \n ")).toEqual([]));

  it.each([
    ["session", '"session" is no cookie: write name=value'],
    ["a=1; =2", '"=2" is no cookie'],
    ["[{]", "the cookies look like JSON and are none"],
    ['[{"name":"a"}]', 'cookie 1 needs a "name" and a "value"'],
    ['{"a":"1","b":2}', 'cookie 2 needs a "name" and a "value"'],
    ["[null]", 'cookie 1 needs a "name" and a "value"'],
  ])("as %p are refused", (text, message) => expect(() => parseCookies(text)).toThrow(message));
});
