import { afterEach, describe, expect, it } from "@jest/globals";
import { endAll, PluginProcess } from "../process/support/plugin-process.js";
import { cases } from "./cases/index.js";
import { hold } from "./dialogue.js";

afterEach(endAll);

/** One of each sort: the others have nothing that a process would change. */
const IN_A_PROCESS = [
  "all sixteen features of the Python API can be announced",
  "the cache of the client is there when the handshake is complete (here: after the answer, as the client drops what comes before it)",
  "a shutdown is answered with null, when the integration's own has run",
  "init_authentication hands the stored credentials on",
  'refresh_credentials is a request with the id "1", whose answer is the credentials',
  "owned games come with their DLC, and without the fields that they do not have",
  "start_achievements_import: the context is prepared with all ids, handed on to each, and the end comes last",
  "a list in place of a message, null as parameters, a blank line (there: each ends the process)",
];

describe("The same in a process of its own", () => {
  it.each(IN_A_PROCESS)("%s", async (name) => {
    const wanted = cases.find((one) => one.name === name);
    if (!wanted) throw new Error("There is no such case.");
    const [plugin, galaxy] = await PluginProcess.start("parity-case", { token: "token", env: { PARITY_CASE: name } });
    await hold(wanted.dialogue, galaxy);
    galaxy.hangUp();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(plugin.log.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("Cases", () => {
  it("have names of their own", () => {
    const names = cases.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
