import { once } from "node:events";
import { cpSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { NativeHelper } from "@galaxy-kit/local";
import { eventually } from "@galaxy-kit/test-support";
import { anyPython, describeEachPython, describeWithPython } from "@galaxy-kit/test-support/jest";
import { expect, it } from "@jest/globals";
import { Launched } from "./support/launched.js";
import { packedFolder } from "./support/packed-folder.js";
import { pythonClient } from "./support/python-client.js";

const HELPER = fileURLToPath(new URL("../../launcher/helper.py", import.meta.url));

/** Starts a launcher with a helper, although this is not Windows. */
async function launchWithHelper(python: string): Promise<{ launched: Launched; port: number; token: string }> {
  const folder = packedFolder();
  cpSync(HELPER, join(folder, "helper.py"));
  const launched = await Launched.start(python, pythonClient(folder, "plugin.HELPER_SYSTEMS = (sys.platform,)"));
  const { env } = await launched.describe();
  const [port, token] = env["GALAXY_KIT_HELPER"]!.split(":");
  return { launched, port: Number(port), token: token! };
}

/** Connects, writes something, and returns a function that resolves to the next line, or to undefined when the connection has ended. */
async function say(port: number, text: string): Promise<() => Promise<string | undefined>> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(text);
  const lines: string[] = [];
  let hasEnded = false;
  createInterface(socket)
    .on("line", (line) => lines.push(line))
    .on("error", () => undefined);
  socket.on("error", () => undefined).on("close", () => (hasEnded = true));
  return async () => {
    await eventually("a line or the end", () => lines.length > 0 || hasEnded || undefined);
    return lines.shift();
  };
}

describeEachPython("The helper of the launcher", (python) => {
  it("answers requests, whatever anyone prints, and reports what one did wrong", async () => {
    const { launched, port, token } = await launchWithHelper(python);
    await launched.request("print", { text: '{"id":1,"result":"from an author"}\n' });
    const requests = ['{"id":1,"do":"_windows"}', "no JSON", '{"id":2,"do":"processes"}', '{"id":3,"do":"system"}'];
    const next = await say(port, `${token}\n${requests.join("\n")}\n`);
    const responses = [await next(), await next(), await next(), await next()];
    expect(responses.map((line) => JSON.parse(line!) as object)).toEqual([
      { id: 1, error: "ValueError: there is no request '_windows'" },
      { id: null, error: expect.stringContaining("JSONDecodeError") },
      { id: 2, error: "OSError: only Windows can do this" },
      { id: 3, result: { platform: process.platform, python: expect.stringMatching(/^3\.\d+\.\d+$/), bits: 64 } },
    ]);
    launched.hangUp();
    await launched.exit;
    expect(launched.lines.filter((line) => line.includes("from an author"))).toHaveLength(1);
  });

  it("serves no program without the token, and the token once", async () => {
    const { port, token } = await launchWithHelper(python);
    const wrong = await say(port, `${"0".repeat(token.length)}\n{"id":1,"do":"system"}\n`);
    expect(await wrong()).toBeUndefined();
    const web = await say(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ${"x".repeat(100)}\r\n\r\n`);
    expect(await web()).toBeUndefined();
    const right = await say(port, `${token}\n{"id":1,"do":"system"}\n`);
    expect(await right()).toContain('"result"');
    await expect(once(connect(port, "127.0.0.1"), "connect")).rejects.toThrow("ECONNREFUSED");
  });

  it("ends with the launcher, and rejects the requests of the integration then", async () => {
    const { launched, port, token } = await launchWithHelper(python);
    const helper = new NativeHelper({ port, token });
    await expect(helper.processes()).rejects.toThrow("only Windows can do this");
    launched.hangUp();
    expect(await launched.exit).toEqual({ code: 0, signal: null });
    await expect(helper.registryKey("HKCU\\Software")).rejects.toThrow("helper of the launcher has ended");
  });
});

describeWithPython("A package", () => {
  it("without helper.py opens no port, and keeps no launcher from ending with it", async () => {
    const onAnySystem = "plugin.HELPER_SYSTEMS = (sys.platform,)";
    const plain = await Launched.start(anyPython, pythonClient(packedFolder(), onAnySystem));
    expect((await plain.describe()).env).not.toHaveProperty("GALAXY_KIT_HELPER");
    const { launched } = await launchWithHelper(anyPython);
    launched.hangUp();
    expect(await launched.exit).toEqual({ code: 0, signal: null });
  });
});
