import { describe, expect, it } from "@jest/globals";
import { SecretRegistry } from "../../src/internal.js";

const mask = (secret: unknown, text: string): string => {
  const secrets = new SecretRegistry();
  secrets.add(secret);
  return secrets.mask(text);
};

describe("a secret", () => {
  it.each<[what: string, secret: unknown, text: string, masked: string]>([
    ["unchanged", "s3cr3t-value", "a s3cr3t-value, and s3cr3t-value", "a ***, and ***"],
    ["inside a word", "s3cr3t-value", "xs3cr3t-valuex", "x***x"],
    ["in an object", { a: { b: ["s3cr3t-value"] } }, "s3cr3t-value", "***"],
    ["in a Map", new Map([["a", ["s3cr3t-value"]]]), "s3cr3t-value", "***"],
    ["in JSON in a string", { cookies: '[{"value":"s3cr3t-value"}]' }, "only s3cr3t-value", "only ***"],
    [
      "in JSON in JSON",
      JSON.stringify({ inner: JSON.stringify({ token: "s3cr3t-value" }) }),
      "only s3cr3t-value",
      "only ***",
    ],
    ["a number", { id: 123456789 }, "id=123456789", "id=***"],
    ["a short number on its own", 3600, "code 3600", "code ***"],
    ["a short number with the name of a secret", { pin: 1234, userCode: 5678 }, "1234 5678", "*** ***"],
    ["a number too large to be a time", { expires: 9_876_543_210_123_456n }, "9876543210123456", "***"],
    ["a long number with another name", { account: 1764426528 }, "1764426528", "***"],
    ["a short number as a password", { user: "ada", password: "123456" }, "ada:123456 123456", "*** ***"],
    ["a BigInt", { id: 123456789n }, "123456789", "***"],
    ["after Bearer", { authorization: "Bearer s3cr3t-value" }, "token s3cr3t-value", "token ***"],
    ["after basic", "basic dXNlcjpwYXNz", "dXNlcjpwYXNz", "***"],
    [
      "a parameter of a URL",
      { endUri: "https://a.example/done?code=c0de-value&state=xyz12345" },
      "c0de-value xyz12345",
      "*** ***",
    ],
    ["a parameter in the fragment", "https://a.example/#access_token=t0ken-value&type=x", "t0ken-value", "***"],
    ["a parameter of a URL with another scheme", "myshop://done?code=c0de-value", "c0de-value", "***"],
    ["a parameter as encoded in the URL", "https://a.example/?code=a+b%2fc%3D", "code=a+b%2fc%3D", "code=***"],
    ["a decoded parameter", "https://a.example/?code=a+b%2fc%3D", "code=a b/c=", "code=***"],
    ["a URL", "https://a.example/done?x=1", "went to https://a.example/done?x=1.", "went to ***."],
    ["in JSON", 'quo"te\\back', String.raw`{"a":"quo\"te\\back"}`, '{"a":"***"}'],
    ["in a URL", "a b/ü?&", "?q=a%20b%2F%C3%BC%3F%26", "?q=***"],
    [
      "with special characters of a regular expression",
      "a.*+?^${}()|[]\\/-b",
      "x a.*+?^${}()|[]\\/-b x a.b",
      "x *** x a.b",
    ],
    ["with line feeds", "line one\nline two", "line one\nline two", "***"],
    ["of characters beyond the basic plane", "😀😀😀", "<😀😀😀>", "<***>"],
    ["with half a character", "half\ud800value", "half\ud800value", "***"],
    ["that is part of another", ["s3cr3t", "s3cr3t-value"], "s3cr3t-value s3cr3t", "*** ***"],
    [
      "of an object that contains itself",
      (() => {
        const object: Record<string, unknown> = { token: "s3cr3t-value" };
        object["self"] = object;
        return object;
      })(),
      "s3cr3t-value",
      "***",
    ],
  ])("is masked: %s", (_, secret, text, masked) => {
    expect(mask(secret, text)).toBe(masked);
  });

  it.each<[what: string, secret: unknown, text: string]>([
    ["nothing", undefined, "nothing at all"],
    ["null", null, "null"],
    ["true and false", { a: true, b: false }, "true or false"],
    ["an empty string", { a: "" }, "any text"],
    ["one character", { a: "e" }, "every letter"],
    ["two characters", { country: "DE" }, "DECIDE in DE, REU, 4445"],
    ["a small number", { version: 1, count: 42 }, "1 of 42"],
    ["a lifetime", { access_token: "s3cr3t-value", expires_in: 3600, timeouts: [86_400.5] }, "in 3600 s, 86400.5 ms"],
    ["a lifetime in a string", { expires_in: "3600" }, "in 3600 s"],
    ["a lifetime in JSON in a string", { json: '{"expires_in":"3600"}' }, "in 3600 s"],
    ["a lifetime in a URL", "https://a.example/#access_token=s3cr3t&expires_in=3600", "in 3600 s"],
    [
      "times",
      {
        expires_at: 1764426528,
        tokenExpiresIn: 3600,
        createdAt: 1764426528123,
        exp: "1764426528",
        expirationDate: 1764426528.5,
      },
      "1764426528 3600 1764426528123 1764426528.5",
    ],
    ["a long duration", { refresh_token_lifetime_ms: 2_592_000_000 }, "2592000000"],
    ["a time in a URL", "https://a.example/#access_token=s3cr3t&expires_at=1764426528", "at 1764426528"],
    ["a word", { remember: "true", token_type: "Bearer", code: "null" }, "true: Bearer null"],
    ["a word in a URL", "https://a.example/#access_token=s3cr3t&token_type=bearer", "token_type: bearer"],
    ["the names of fields", { access_token: "s3cr3t-value" }, "no access_token"],
    ["short values inside words", { kind: "user", year: 2026 }, "users of 20261 superuser"],
  ])("is not detected in: %s", (_, secret, text) => {
    expect(mask(secret, text)).toBe(text);
  });

  it.each([
    ["abc", "abc (abc) xabc abcx abc", "*** (***) xabc abcx ***"],
    ["1234", "id 1234, 12345", "id ***, 12345"],
  ])("that is short is masked only as a whole word: %s", (secret, text, masked) => {
    expect(mask(secret, text)).toBe(masked);
  });

  it("can be one of many, added one by one", () => {
    const secrets = new SecretRegistry();
    expect(secrets.mask("first-value second-value")).toBe("first-value second-value");
    secrets.add("first-value");
    expect(secrets.mask("first-value second-value")).toBe("*** second-value");
    secrets.add({ more: "second-value" });
    secrets.add("first-value");
    expect(secrets.mask("first-value second-value")).toBe("*** ***");
  });

  it.each([
    [
      "of 100 KB, such as a cookie jar",
      Array.from({ length: 2000 }, (_, index) => ({ name: `c${index}`, value: `${index}-`.padEnd(50, "v") })),
    ],
    ["of 100 KB in one value", [{ value: Array.from({ length: 12_500 }, (_, index) => `k3y${index}/`).join("") }]],
    ["of 5,000 tokens", Array.from({ length: 5000 }, (_, index) => ({ value: `t0ken-${index}-value` }))],
  ])("is masked in credentials %s, and in their JSON", (_, all) => {
    const secrets = new SecretRegistry();
    secrets.add({ jar: JSON.stringify(all), all });
    for (const { value } of [...all.slice(0, 2), ...all.slice(-2)]) {
      expect(secrets.mask(`got ${value}, ${encodeURIComponent(value)}`)).toBe("got ***, ***");
    }
    expect(secrets.mask(`in ${JSON.stringify(all)}`)).toBe("in ***");
    expect(secrets.mask("nothing of it")).toBe("nothing of it");
  });

  it("is masked until thousands have taken its place, unless it is one of those that stay or are added again", () => {
    const secrets = new SecretRegistry();
    const worker = new Set<string>();
    secrets.watch({ added: (value) => worker.add(value), removed: (value) => worker.delete(value) });
    secrets.add("the-key-that-stays");
    let revealed = 0;
    for (let number = 0; number < 12_000; number++) {
      secrets.add([`token-number-${number}`, "the-refresh-token", "the-key-that-stays"], { lastOf: "tokens" });
      if (number === 0) secrets.add("token-number-0", { lastOf: "cookies" });
      if (secrets.mask("the-refresh-token") !== "***") revealed += 1;
    }
    expect(revealed).toBe(0);
    const text =
      "token-number-1 token-number-0 token-number-11999 token-number-11000 the-refresh-token the-key-that-stays";
    expect(secrets.mask(text)).toBe("token-number-1 *** *** *** *** ***");
    expect(worker.size).toBeLessThan(10_010);
    expect(worker).toContain("token-number-0");
  });

  it("is masked with all that belong together, however many those are", () => {
    const secrets = new SecretRegistry();
    const all = Array.from({ length: 15_000 }, (_, number) => `token-number-${number}`);
    secrets.add(all, { lastOf: "tokens" });
    expect(secrets.mask("token-number-0 token-number-14999")).toBe("*** ***");
  });

  it("is masked at the end of the kept part of a long text, and nothing after that part is kept", () => {
    const secrets = new SecretRegistry();
    secrets.add("s3cr3t-value");
    expect(secrets.maskStart(`${"a".repeat(95)}s3cr3t-value and more`, 100)).toBe(`${"a".repeat(95)}***`);
    expect(secrets.maskStart("a".repeat(200), 100)).toBe("a".repeat(100));
  });

  it("is found once in a web of objects that lead to each other in many ways", () => {
    const nodes = Array.from({ length: 60 }, (_, index) => ({ token: `token-${index}`, others: [] as unknown[] }));
    for (const node of nodes) node.others.push(...nodes);
    const registry = new SecretRegistry();
    registry.add(nodes[0]);
    expect(registry.mask("token-0 token-59")).toBe("*** ***");
  });

  it("is found as deep as credentials may be, also in text that is JSON", () => {
    let secret: unknown = "a-deep-token";
    for (let level = 0; level < 199; level++) secret = level === 100 ? JSON.stringify({ secret }) : { secret };
    const registry = new SecretRegistry();
    registry.add(secret);
    expect(registry.mask("a-deep-token")).toBe("***");
  });

  it("is masked among 10,000 almost as quickly as among ten", () => {
    const millisecondsAmong = (count: number): number => {
      const secrets = new SecretRegistry();
      secrets.add(Array.from({ length: count }, (_, index) => `s3cr3t-${index}-value`));
      const line = `${"A line of a log ".repeat(20)} s3cr3t-9-value`;
      const started = performance.now();
      for (let lines = 0; lines < 200; lines++) secrets.mask(line);
      return performance.now() - started;
    };
    // First, since the engine has not compiled the code yet.
    const amongTen = millisecondsAmong(10);
    expect(millisecondsAmong(10_000)).toBeLessThan(20 * amongTen);
  });

  it("may begin with as many characters as another", () => {
    const secrets = new SecretRegistry();
    const beginning = "c00kie".repeat(1000);
    secrets.add(Array.from({ length: 100 }, (_, index) => beginning + "x".repeat(index)));
    expect(secrets.mask(`<${beginning}xxx>`)).toBe("<***>");
  });
});
