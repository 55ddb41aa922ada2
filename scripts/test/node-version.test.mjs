import { describe, expect, test } from "@jest/globals";
import { complaintAbout, requiredRange } from "../node-version.cjs";

describe("the Node version check", () => {
  test.each(["20.19.0", "20.19.6", "20.20.0", "22.0.0", "24.1.0", "100.0.0", "21.0.0-nightly20231001"])(
    "accepts %s",
    (version) => {
      expect(complaintAbout(version, ">=20.19")).toBeUndefined();
    },
  );

  test.each(["20.18.3", "18.20.8", "12.22.12", "0.12.18", "9.99.99"])("refuses %s", (version) => {
    expect(complaintAbout(version, ">=20.19")).toBe(
      `Galaxy Kit needs Node 20.19 or newer, but this is Node ${version}. Install a newer Node and run the same command again.`,
    );
  });

  test("understands the range in package.json and rejects other forms", () => {
    expect(() => complaintAbout("20.19.0", requiredRange())).not.toThrow();
    expect(() => complaintAbout("20.19.0", "^20.19.0 || >=22")).toThrow("engines.node must look like");
  });
});
