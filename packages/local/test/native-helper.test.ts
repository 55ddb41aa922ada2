import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { NativeHelper } from "../src/index.js";

const TOKEN = "secret";

/** A stand-in that answers every request with its own parameters, as the helper of the launcher answers on Windows. */
let launcher: Server;

beforeEach(() => {
  launcher = createServer((socket) => {
    socket.unref();
    createInterface(socket).on("line", (line) => {
      if (line === TOKEN) return;
      const { id, ...result } = JSON.parse(line) as { id: number };
      socket.write(`${JSON.stringify({ id, result })}\n`);
    });
  });
});

afterEach(() => {
  launcher.close();
});

async function listen(port = 0): Promise<number> {
  await once(launcher.listen(port, "127.0.0.1"), "listening");
  return (launcher.address() as AddressInfo).port;
}

describe("The helper of the launcher", () => {
  it("is asked again after a connection that failed, as while a firewall looks at it", async () => {
    const port = await listen();
    await once(launcher.close(), "close");
    const helper = new NativeHelper({ port, token: TOKEN });
    await expect(helper.jobProcesses("tide")).rejects.toThrow("ECONNREFUSED");
    await listen(port);
    expect(await helper.jobProcesses("tide")).toEqual({ do: "job_processes", job: "tide" });
  });
});
