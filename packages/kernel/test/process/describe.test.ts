import { spawnSync } from "node:child_process";
import { describe, expect, it, jest } from "@jest/globals";
import { compileFixtures } from "./support/fixtures.js";

jest.setTimeout(60_000);

const fixturePath = compileFixtures();

async function ask(fixture: string) {
  return spawnSync(process.execPath, [(await fixturePath)(fixture), "--describe"], { encoding: "utf8" });
}

describe("An integration that is asked to describe itself", () => {
  it("says what it is in one line of JSON, and ends without having connected to anything", async () => {
    const { status, stdout, stderr } = await ask("terse");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(`${JSON.stringify({ plugin: "TersePlugin", platform: "test", features: [] })}\n`);
  });

  it("says what is wrong with it instead", async () => {
    const { status, stdout, stderr } = await ask("broken");
    expect({ status, stdout }).toEqual({ status: 4, stdout: "" });
    expect(JSON.parse(stderr)).toMatchObject({ level: "error", problems: expect.any(Array) });
  });
});
