import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { SecretRegistry } from "../../src/logging/secret-registry.js";

// Real secrets from platforms, and how they appear in a log after ordinary code has processed them.
const cases: readonly (readonly [what: string, secret: unknown, logged: string])[] = [
  ["a part of a Steam cookie, decoded", "76561197960287930%7C%7CeyJhbGciOi.SEKRIT.sig", "eyJhbGciOi.SEKRIT.sig"],
  ["a string as console.dir() prints it", 'SEKRIT"\\word', inspect('SEKRIT"\\word').slice(1, -1)],
  ["a decoded cookie", "a%2Fb%2Fc%20SEKRIT", "a/b/c SEKRIT"],
  ["a token in a URL from URLSearchParams", "M.C5_BAY.-CbSEKRIT!tok", "M.C5_BAY.-CbSEKRIT%21tok"],
  ["a token with lower-case escapes", "abc/SEKRIT/ghi", "abc%2fSEKRIT%2fghi"],
  ["a string with a space and lower-case escapes", "SEKRIT word/ü", "SEKRIT%20word%2f%c3%bc"],
  ["a token in base64", "SEKRIT-token", Buffer.from("SEKRIT-token").toString("base64")],
  [
    "user and password of basic authentication",
    { user: "ada", password: "SEKRIT-word" },
    Buffer.from("ada:SEKRIT-word").toString("base64"),
  ],
  ["a token in base64 for URLs", "SEKRIT-tok?>>?", Buffer.from("SEKRIT-tok?>>?").toString("base64url")],
  ["a token in hexadecimal digits", "SEKRIT-token", Buffer.from("SEKRIT-token").toString("hex")],
  ["a token in capital hexadecimal digits", "SEKRIT-token", Buffer.from("SEKRIT-token").toString("hex").toUpperCase()],
  ["a token in a URL in a URL", "SEKRIT/token+=", encodeURIComponent(encodeURIComponent("SEKRIT/token+="))],
  ["the password in a header", `Basic ${Buffer.from("ada:SEKRIT-word").toString("base64")}`, "SEKRIT-word"],
  ["the token in a header", "Bearer SEKRIT", "SEKRIT"],
  ["one value of a cookie header", "sid=SEKRIT-sid; theme=dark-theme", "SEKRIT-sid"],
  ["one value of a form", "access_token=SEKRIT-token&expires=1", "SEKRIT-token"],
  ["a code in a URL path", "https://shop.example/callback/SEKRIT-code-12", "SEKRIT-code-12"],
  ["a password in a URL", "https://ada:SEKRIT@shop.example/", "SEKRIT"],
  ["a token in a fragment", "https://shop.example/done#access_token=SEKRIT&state=x", "SEKRIT"],
  ["a value surrounded by spaces", "  SEKRIT-token\n", "SEKRIT-token"],
  ["a string in JSON in a string", '{"token":"SEKRIT-token"}', "SEKRIT-token"],
  ["bytes as text", Buffer.from("SEKRIT-bytes"), "SEKRIT-bytes"],
  ["a value of a Set", new Set(["SEKRIT-token"]), "SEKRIT-token"],
];

describe("a secret is masked as", () => {
  it.each(cases)("%s", (_, secret, logged) => {
    const secrets = new SecretRegistry();
    secrets.add(secret);
    expect(secrets.mask(`before ${logged} after`)).toBe("before *** after");
  });

  it("one, if two overlap", () => {
    const secrets = new SecretRegistry();
    secrets.add(["abcdefgh", "efghijkl"]);
    expect(secrets.mask("<abcdefghijkl>")).toBe("<***>");
  });
});

it("the text around a secret stays readable", () => {
  const secrets = new SecretRegistry();
  secrets.add("https://shop.example/done#access_token=SEKRIT&state=xyz123");
  expect(secrets.mask("GET https://shop.example/api failed")).toBe("GET https://shop.example/api failed");
});

it("deeply nested credentials do not overflow the stack", () => {
  const secrets = new SecretRegistry();
  let nested: unknown = "deep";
  for (let depth = 0; depth < 20_000; depth++) nested = [nested];
  expect(() => {
    secrets.add(nested);
  }).not.toThrow();
});
