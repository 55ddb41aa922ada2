import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** Runs programs in one separate process, one after the other, without the modules and warnings of jest. */
function run(...programs: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const imports = programs.flatMap((program) => ["--import", fixture(program)]);
  return promisify(execFile)(process.execPath, ["--import", fixture("record-loads.mjs"), ...imports, "-e", ""]);
}

describe("In a separate process", () => {
  const ran = run("first-request.mjs", "many-requests.mjs");

  it("the first request loads got and Node's HTTP modules; the constructor does not", async () => {
    const { stdout } = await ran;
    const [constructed, ...rest] = stdout.split("\n");
    expect(constructed).toBe("constructed");
    expect(rest.slice(0, 3).sort()).toEqual(["loads got", "loads node:http", "loads node:https"]);
    expect(rest[3]).toBe("received ok");
  }, 30_000);

  it("many requests that share one signal cause no warnings", async () => {
    const { stdout, stderr } = await ran;
    expect(stdout).toContain("received 50 responses");
    expect(stderr).toBe("");
  }, 30_000);
});
