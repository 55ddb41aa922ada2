import { expect, it } from "@jest/globals";
import { describeIntegration } from "../../src/project/describe-integration.js";

it("An integration that waits before runPlugin() is refused with what to do, and ended", async () => {
  const script = "setInterval(() => {}, 1000);";
  const source = { command: process.execPath, args: ["-e", script, "--"] };
  const described = describeIntegration(source, { signal: new AbortController().signal, maxMs: 200 });
  await expect(described).rejects.toMatchObject({
    diagnostics: [
      {
        code: "start-timeout",
        message: "did not describe itself within 0.2 s",
        remedy: "Call runPlugin() before anything that waits, and do other work in a handler.",
      },
    ],
  });
});

it("An integration that prints a lot while its modules are loaded is refused for that, and not for its speed", async () => {
  const source = { command: process.execPath, args: ["-e", 'console.log("x".repeat(2_000_000));', "--"] };
  const described = describeIntegration(source, { signal: new AbortController().signal });
  await expect(described).rejects.toMatchObject({
    diagnostics: [
      {
        code: "start-output",
        message: "wrote more than 1 MB before it described itself",
        remedy: "Print nothing while modules are loaded, and log in a handler.",
      },
    ],
  });
});
