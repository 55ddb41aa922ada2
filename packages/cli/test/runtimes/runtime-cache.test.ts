import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { type Fetch, RuntimeCache } from "../../src/runtimes/runtime-cache.js";
import { type Runtime, runtimes } from "../../src/runtimes/runtimes.js";

const tarball = Buffer.from("a tarball");
const runtime: Runtime = {
  ...runtimes["win-x64"],
  package: "node-here",
  version: "22.0.0",
  integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
};
const options = { cwd: ".", signal: new AbortController().signal, onProgress: () => undefined };

let folder: string;
let requested: string[];
let served: Buffer;

/** A registry with one file. */
const fetch: Fetch = async (spec, draft) => {
  requested.push(spec);
  const path = join(draft, "tarball", "it.tgz");
  mkdirSync(join(draft, "tarball"));
  writeFileSync(path, served);
  return path;
};

const offline: Fetch = () => Promise.reject(new Error("no network"));

beforeEach(() => {
  folder = newFolder();
  requested = [];
  served = tarball;
});

const cachedFile = (): string => join(folder, "runtimes", "node-here-22.0.0.tgz");

describe("downloaded runtimes", () => {
  it("are downloaded once, and need no network after that", async () => {
    expect(await new RuntimeCache(folder, fetch).tarball(runtime, options)).toEqual(tarball);
    expect(await new RuntimeCache(folder, offline).tarball(runtime, options)).toEqual(tarball);
    expect(requested).toEqual(["node-here@22.0.0"]);
    expect(readdirSync(join(folder, "runtimes"))).toEqual(["node-here-22.0.0.tgz"]);
  });

  it("are downloaded again if they are damaged", async () => {
    await new RuntimeCache(folder, fetch).tarball(runtime, options);
    truncateSync(cachedFile(), 3);
    expect(await new RuntimeCache(folder, fetch).tarball(runtime, options)).toEqual(tarball);
    expect(readFileSync(cachedFile())).toEqual(tarball);
    expect(requested).toHaveLength(2);
  });

  it("are neither used nor kept if the registry has another package with the same name", async () => {
    served = Buffer.from("another one");
    await expect(new RuntimeCache(folder, fetch).tarball(runtime, options)).rejects.toThrow(
      "node-here@22.0.0 does not match the digest known to this version of galaxy-kit",
    );
    expect(readdirSync(join(folder, "runtimes"))).toEqual([]);
  });

  it("can be downloaded by several processes at once", async () => {
    const fetched = await Promise.all([1, 2, 3].map(() => new RuntimeCache(folder, fetch).tarball(runtime, options)));
    expect(fetched).toEqual([tarball, tarball, tarball]);
    expect(readdirSync(join(folder, "runtimes"))).toEqual(["node-here-22.0.0.tgz"]);
  });

  it("leave no files behind if they cannot be downloaded", async () => {
    await expect(new RuntimeCache(folder, offline).tarball(runtime, options)).rejects.toThrow("no network");
    expect(existsSync(cachedFile())).toBe(false);
    expect(readdirSync(join(folder, "runtimes"))).toEqual([]);
  });
});
