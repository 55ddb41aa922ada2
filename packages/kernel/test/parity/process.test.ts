import { afterEach, describe, expect, it } from "@jest/globals";
import { endAll, PluginProcess } from "../process/support/plugin-process.js";
import { cases } from "./cases/index.js";
import { play } from "./dialogue.js";

afterEach(endAll);

/** One case of each kind is enough: running in a process makes no difference to the others. */
const IN_A_PROCESS = [
  "all sixteen features of the Python API can be announced",
  "the client's cache is available when the handshake is complete (here: after the response, because the client drops earlier messages)",
  "the response to a shutdown is null and follows the integration's own shutdown",
  "init_authentication passes on the stored credentials",
  'refresh_credentials is a request with the id "1" whose result is the credentials',
  "owned games include their DLC and omit missing fields",
  "start_achievements_import: the context is prepared with all ids and passed on to each, and the finished message comes last",
  "a list instead of a message, null as parameters, a blank line (Python: each ends the process)",
];

describe("A case has the same result in a separate process", () => {
  it.each(IN_A_PROCESS)("%s", async (name) => {
    const found = cases.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`Unknown case: ${name}`);
    const [plugin, galaxy] = await PluginProcess.start("parity-case", { token: "token", env: { PARITY_CASE: name } });
    await play(found.dialogue, galaxy);
    galaxy.hangUp();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(plugin.log.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("Cases", () => {
  it("have unique names", () => {
    const names = cases.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
