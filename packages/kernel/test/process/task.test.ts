import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, jest } from "@jest/globals";
import { compileFixtures } from "./support/fixtures.js";

jest.setTimeout(60_000);

const fixturePath = compileFixtures();

async function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [(await fixturePath)("task"), ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("a task", () => {
  it("runs with the services of the integration, which are not connected, and then closes them", async () => {
    const { status, stdout } = await run("--greet");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "hello\nclosed\n" });
  });

  it("that fails is logged", async () => {
    const { status, stdout, stderr } = await run("--fail");
    expect({ status, stdout }).toEqual({ status: 5, stdout: "closed\n" });
    expect(stderr).toContain("broken");
  });

  it("that the integration does not have is refused", async () => {
    const { status, stderr } = await run("--dance");
    expect(status).toBe(1);
    expect(stderr).toContain("TaskPlugin has no task --dance. Its tasks: --greet, --wait, --fail.");
  });

  it("is listed in the description", async () => {
    expect(JSON.parse((await run("--describe")).stdout)).toMatchObject({ tasks: ["greet", "wait", "fail"] });
  });

  it("ends when the process is asked to", async () => {
    const child = spawn(process.execPath, [(await fixturePath)("task"), "--wait"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    const [code] = (await once(child, "close")) as [number];
    expect(code).toBe(143);
    expect(output).toContain("closed");
  });
});
