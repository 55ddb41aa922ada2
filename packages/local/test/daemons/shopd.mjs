/*
 * A daemon: prints a port and a token when it is ready, and speaks JSON-RPC there. `SHOPD` says what goes wrong.
 */
import { appendFileSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

const trouble = process.env.SHOPD ?? "";
const [log] = process.argv.slice(2);
appendFileSync(log, `start ${process.pid}\n`);
const record = (text) => appendFileSync(log, `${text}\n`);

if (trouble === "broken") {
  console.error("the database is locked");
  process.exit(3);
}
process.on("SIGTERM", () => {
  record("SIGTERM");
  if (trouble !== "stubborn") process.exit(0);
});

const methods = {
  add: ({ a, b }) => a + b,
  nothing: () => null,
  // Text that `readline` would take for the end of a line.
  title: () => "One\u2028Two",
  fail: () => {
    throw Object.assign(new Error("no such game"), { code: 404, data: { id: 7 } });
  },
  hang: () => new Promise(() => undefined),
  crash: () => process.exit(9),
  crashOnce: () => (process.env.SHOPD_CALM ??= isSecondStart() ? "calm" : process.exit(9)),
  quit: () => process.exit(0),
  pid: () => process.pid,
  login: ({ token }) => {
    if (token !== "t0ken-of-shopd") throw Object.assign(new Error("who are you?"), { code: 401 });
  },
  profiles: () => ({ profiles: ["ada"], guests: null }),
  endless: ({ from }) => ({ items: [1], next: from === 7 ? 8 : 7 }),
  /** Seven items in pages of three. Old ones, unless it is asked for fresh ones. */
  list: ({ from = 0, fresh }) => {
    isFresh ||= fresh === true;
    const items = Array.from({ length: 7 }, (_, index) => (isFresh ? index : -1)).slice(from, from + 3);
    return { items, next: from + 3 < 7 ? from + 3 : undefined, old: !isFresh };
  },
};
let isFresh = false;
const isSecondStart = () => starts().length > 1;
const { readFileSync } = await import("node:fs");
const starts = () => readFileSync(log, "utf8").match(/^start/gm);

const server = createServer((socket) => {
  let asked = -1;
  const waiting = new Map();
  const send = (message, tail = "") => socket.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n${tail}`);
  /** Its own calls begin at 0, and have the same ids as those of the other side. */
  const ask = (method, params) => {
    const id = ++asked;
    send({ id, method, params });
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  methods.doubleTwice = async ({ number }) => {
    send({ method: "Progress", params: { at: 1 } });
    send({ method: "Unknown", params: {} });
    const { result } = await ask("double", { number });
    const unknown = await ask("unheardOf", {});
    const thrown = await ask("throws", {});
    return { number: 2 * result, unknown: unknown.error.code, thrown: thrown.error.message };
  };
  methods.ask = async ({ what }) => (await ask(what, {})).result;
  methods.launch = async ({ gameId }) => {
    if (gameId === "crash") process.exit(9);
    record(`launched ${gameId}`);
    socket.once("close", () => record(`canceled ${gameId}`));
    if (gameId === "endless") return new Promise(() => undefined);
    send({ method: "Running", params: {} });
    send({ method: "Loaded", params: { gameId } });
    await new Promise((exit) => (methods.exit = exit));
    send({ method: "Exited", params: {} });
    // It tidies up before it answers.
    return new Promise(() => undefined);
  };
  createInterface(socket).on("line", async (line) => {
    const { id, method, params, ...answer } = JSON.parse(line);
    if (method === undefined) return waiting.get(id)(answer);
    if (method === "note") return record(`note ${params.text}`);
    try {
      send({ id, result: await methods[method](params), error: null }, "not JSON\n[]\n");
    } catch ({ message, code, data }) {
      send({ id, error: { code, message, data } });
    }
  });
  socket.on("error", () => undefined);
});
if (trouble !== "silent") {
  server.listen(0, "127.0.0.1", () => {
    console.log("shopd 1.0");
    const address = `127.0.0.1:${server.address().port}`;
    const token = "t0ken-of-shopd";
    // The first one is not a port.
    if (trouble === "text")
      process.stdout.write(`listening on process:123456 with ${token}\nlistening on ${address} with ${token}\r\n`);
    else if (trouble === "address") console.log(JSON.stringify({ at: { address, token } }));
    else console.log(JSON.stringify({ ready: { port: server.address().port, token } }));
    console.log("I like trains");
  });
}
setInterval(() => undefined, 1000);
