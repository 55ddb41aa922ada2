import { describe, expect, it } from "@jest/globals";
import { kindsOf, start } from "./support/integrations.js";

const connected = `
  const socket = require("node:net").connect(Number(process.argv.at(-1)), "127.0.0.1");
  socket.on("error", () => undefined);
`;
const onceAsked = (then: string): string => `${connected} socket.once("data", () => { ${then} });`;

/** What each does, what is reported, and how its process ends. */
const ends: [what: string, script: string, reported: RegExp, detail: object][] = [
  ["ends at once without an error", "", /ended with exit code 0$/, { code: 0 }],
  [
    "throws at once",
    'throw new Error("out of cheese")',
    /exit code 1 [^]*last error output:\n[^]*out of cheese\n[^]* at /,
    { code: 1 },
  ],
  [
    "throws when it has connected",
    `${connected} socket.on("connect", () => { throw new Error("no shop") })`,
    /last error output:\n[^]*no shop/,
    { code: 1 },
  ],
  ["throws in the handshake", onceAsked('throw new Error("no name")'), /last error output:\n[^]*no name/, { code: 1 }],
  ["ends in the handshake", onceAsked("process.exit(5)"), /exit code 5/, { code: 5 }],
  [
    "hangs up in the handshake",
    onceAsked("socket.destroy()"),
    /closed its connection and ended with exit code 0$/,
    { code: 0 },
  ],
  [
    "hangs up and stays",
    onceAsked('console.error("bye"); socket.end(); setInterval(() => undefined, 1000);'),
    /closed its connection and was terminated by SIGKILL\nits last error output:\nbye$/,
    { signal: "SIGKILL", killed: true },
  ],
  [
    "is killed in the handshake",
    onceAsked('process.kill(process.pid, "SIGTERM")'),
    /was terminated by SIGTERM$/,
    { signal: "SIGTERM" },
  ],
];

describe("an integration that ends before it has started", () => {
  it.each(ends)("has crashed, and the reason is reported: %s", async (_what, script, reported, detail) => {
    const client = await start({
      integration: { command: process.execPath, args: ["-e", script] },
      timings: { killLimit: 200 },
    });
    await client.importsDone(20_000);
    expect(client.status).toMatchObject({ state: "crashed", reason: expect.stringMatching(reported) });
    const crashes = client.problems.filter(({ kind }) => kind === "crash");
    expect(crashes).toMatchObject([{ message: client.status.reason, detail }]);
  });

  it("is refused at once if its error without an id can only be about the first request", async () => {
    const error = `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request"}}`;
    const script = onceAsked(`socket.write('${error}\\n')`);
    const client = await start({ integration: { command: process.execPath, args: ["-e", script] } });
    await client.importsDone(20_000);
    expect(client.status).toMatchObject({
      state: "refused",
      reason: "get_capabilities: Invalid Request (code -32600)",
    });
    const message = "a response without an id, to get_capabilities as the only open request: Invalid Request (-32600)";
    expect(client.problems[0]).toMatchObject({ kind: "unknown-response", message });
  });

  it("has crashed if it does not connect, and its output is shown", async () => {
    const script = 'console.error("which port?"); setInterval(() => undefined, 1000);';
    const client = await start({
      integration: { command: process.execPath, args: ["-e", script] },
      timings: { connectLimit: 1_500, killLimit: 50 },
    });
    await client.importsDone(20_000);
    expect(client.status).toMatchObject({
      state: "crashed",
      reason: expect.stringMatching(
        /^did not connect within 1.5 s; the integration was terminated by SIGKILL\n[^]*which port\?$/,
      ),
    });
    expect(kindsOf(client)).toEqual(["not-connected", "killed"]);
  });

  it("has crashed if the program does not exist", async () => {
    const client = await start({ integration: { command: "/nowhere/integration" } });
    await client.importsDone(20_000);
    expect(client.status).toMatchObject({
      state: "crashed",
      reason: expect.stringContaining("could not be started: spawn"),
    });
  });
});
