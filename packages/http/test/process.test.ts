import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** Runs a program in a separate process, without the modules and warnings of jest. */
function run(program: string): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, ["--import", fixture("record-loads.mjs"), fixture(program)]);
}

describe("In a separate process", () => {
  it("the first request loads got and Node's HTTP modules; the constructor does not", async () => {
    const { stdout } = await run("first-request.mjs");
    const [constructed, ...rest] = stdout.trimEnd().split("\n");
    expect(constructed).toBe("constructed");
    expect(rest.slice(0, 3).sort()).toEqual(["loads got", "loads node:http", "loads node:https"]);
    expect(rest.slice(3)).toEqual(["received ok"]);
  }, 30_000);

  it("many requests that share one signal cause no warnings", async () => {
    const { stdout, stderr } = await run("many-requests.mjs");
    expect(stdout).toContain("received 50 responses");
    expect(stderr).toBe("");
  }, 30_000);
});
