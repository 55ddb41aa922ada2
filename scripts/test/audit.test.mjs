import { expect, test } from "@jest/globals";
import { readAudit } from "../audit.mjs";

function advisory(severity) {
  return {
    id: 1,
    module_name: "left-shelf",
    severity,
    title: "Shelf overflow",
    vulnerable_versions: "<1.2.3",
    patched_versions: ">=1.2.3",
    url: "https://example.com/advisories/1",
  };
}

test("reports high and critical advisories", () => {
  const advisories = Object.fromEntries(
    ["low", "moderate", "high", "critical"].map((severity, id) => [id, advisory(severity)]),
  );
  const found = readAudit(
    `npm warn something\n${JSON.stringify({ actions: [], advisories, metadata: {} }, null, 2)}\n`,
  );
  expect(found.advisories.map(({ severity }) => severity)).toEqual(["high", "critical"]);
  expect(found.advisories[0]).toEqual({
    severity: "high",
    name: "left-shelf",
    versions: "<1.2.3",
    title: "Shelf overflow",
    url: "https://example.com/advisories/1",
    fixed: ">=1.2.3",
  });
  expect(found.reason).toBeUndefined();
});

test("accepts a response without advisories on a single line", () => {
  expect(readAudit('{"actions":[],"advisories":{},"metadata":{"dependencies":3}}')).toEqual({ advisories: [] });
});

test.each([
  [
    '{\n  "error": {\n    "code": "ERR_PNPM_AUDIT_BAD_RESPONSE",\n    "message": "responded with 405"\n  }\n}\n',
    "responded with 405",
  ],
  ["npm error code ENOTFOUND\nnpm error network unreachable\n", "npm error network unreachable"],
  ['{"unheard of":true}', '{"unheard of":true}'],
  ["", "pnpm printed nothing."],
])("explains from %j why nothing was audited", (output, reason) => {
  expect(readAudit(output)).toEqual({ advisories: [], reason });
});
