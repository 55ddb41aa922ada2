"use strict";
// Runs plugin.cjs, compiled by V8 before where it can be. Its first lines are for a Node that is too old for all that follows.
const fs = require("fs");
const path = require("path");

const OLDEST = [20, 19];
const FAILED = 5;

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  const found = `Node.js ${OLDEST.join(".")} or newer is needed, found ${process.versions.node} (${process.execPath})`;
  const message = `${found}: install a newer one, or the package of this integration that has its own`;
  fs.writeSync(2, `${JSON.stringify({ level: "error", logger: "galaxy-kit", message })}\n`);
  process.exit(FAILED);
}

const BUNDLE = path.join(__dirname, "plugin.cjs");
const CACHE = `${BUNDLE}.cache`;
/** By then an integration has started, and what its start has called is compiled. */
const CACHED_AFTER_MILLISECONDS = 2000;

const source = fs.readFileSync(BUNDLE);
const text = source.toString();
const hasSourceMap = fs.existsSync(`${BUNDLE}.map`);

if (hasSourceMap) process.setSourceMapsEnabled(true);
// Node finds no source map for code that was kept, and fails its import().
if (hasSourceMap || /\bimport\s*\(/.test(text)) require(BUNDLE);
else runCached();

function runCached() {
  const { Module } = require("module");
  const { Script } = require("vm");

  const cachedData = readCache();
  const script = new Script(Module.wrap(text), { filename: BUNDLE, cachedData });
  const bundle = new Module(BUNDLE, module);
  script.runInThisContext().call(bundle.exports, bundle.exports, require, bundle, BUNDLE, __dirname);
  if (cachedData === undefined || script.cachedDataRejected) {
    setTimeout(() => writeCache(script.createCachedData()), CACHED_AFTER_MILLISECONDS).unref();
  }
}

/**
 * V8 takes any cache that was made for a source of the same length, and crashes on one that is damaged. Ours begins with a
 * digest of itself and of everything that it was made from.
 */
function digestOf(data) {
  const hash = require("crypto").createHash("sha256");
  for (const part of [process.version, process.arch, BUNDLE]) hash.update(`${part}\0`);
  return hash.update(source).update(data).digest();
}

function readCache() {
  try {
    const cache = fs.readFileSync(CACHE);
    const data = cache.subarray(32);
    return digestOf(data).equals(cache.subarray(0, 32)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written to costs the next start some milliseconds, and nothing else. */
function writeCache(data) {
  const draft = `${CACHE}.new`;
  try {
    fs.writeFileSync(draft, Buffer.concat([digestOf(data), data]));
    fs.renameSync(draft, CACHE);
  } catch {
    fs.rmSync(draft, { force: true });
  }
}
