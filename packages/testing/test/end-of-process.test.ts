import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";

/** What a test file does whose set-up fails after its servers have started. */
const SCRIPT = `
import { FakeApi, FakeClock, startOAuthServer } from "@galaxy-kit/testing";
const clock = new FakeClock();
const { url } = await FakeApi.start({ clock });
await startOAuthServer({ clock });
console.log((await fetch(url)).status);
`;

it("servers that a failed set-up has left behind do not keep the process alive", () => {
  const args = ["--input-type=module", "--eval", SCRIPT];
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, args, { cwd, encoding: "utf8", timeout: 20_000 });
  expect({ stdout, status }).toEqual({ stdout: "404\n", status: 0 });
});
