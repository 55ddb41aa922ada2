import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { Session } from "../src/session/session.js";
import { inTemporaryFolder } from "../src/temporary-folder.js";

/** A program that answers each message with `respond(request)`, a line, and may do more. */
const program = (respond: string) => ({
  command: process.execPath,
  args: [
    "-e",
    `const socket = require("node:net").connect(Number(process.argv[2]), "127.0.0.1");
     require("node:readline").createInterface({ input: socket }).on("line", (line) => {
       const request = JSON.parse(line);
       const respond = (message) => socket.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\\n");
       ${respond}
     });`,
  ],
});
const error = '{ code: -32600, message: "Invalid Request" }';

it.each([
  ["with an error", `respond({ id: request.id, error: ${error} });`, "answered get_capabilities with an error"],
  ["with an error that has no id", `respond({ id: null, error: ${error} });`, "sent an error that answers no request"],
  ["by ending", `console.error("why"); process.exit(3);`, /ended with 3\nwhy/],
  ["by closing the connection", "socket.end(); setInterval(() => undefined, 1000);", "closed the connection"],
])("a program that answers %s fails at once", async (_, respond, message) => {
  await expect(Session.start(program(respond))).rejects.toThrow(message);
});

it("a program is ended when the measurement of it has failed", () =>
  inTemporaryFolder(async (folder) => {
    const ended = join(folder, "ended");
    const leavesNote = `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(ended)}, ""));`;
    const respond = `respond({ id: request.id, result: null }); if (request.method === "get_capabilities") ${leavesNote}`;
    const failing = Session.during(program(respond), () => Promise.reject(new Error("no such figure")));
    await expect(failing).rejects.toThrow("no such figure");
    expect(existsSync(ended)).toBe(true);
  }));

it("a program that fails later ends the wait for what it does not send", async () => {
  const session = await Session.start(
    program(`respond({ id: request.id, result: null }); if (request.method === "a") socket.end();`),
  );
  const finished = session.notified("import_finished");
  await session.request("a");
  await expect(finished).rejects.toThrow("ended with 0");
});
