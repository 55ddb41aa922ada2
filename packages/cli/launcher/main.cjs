"use strict";
// Runs plugin.cjs, from V8's code cache if possible. The first lines must run in a Node that is too old for the rest.
const fs = require("fs");
const path = require("path");

const OLDEST = [20, 19];
const FAILED = 5;

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  const found = `Node.js ${OLDEST.join(".")} or later is required, but found ${process.versions.node} (${process.execPath})`;
  const message = `${found}: install a newer version, or the package of this integration that includes Node.js`;
  fs.writeSync(2, `${JSON.stringify({ level: "error", logger: "galaxy-kit", message })}\n`);
  process.exit(FAILED);
}

const BUNDLE = path.join(__dirname, "plugin.cjs");
const CACHE = `${BUNDLE}.cache`;
/** By then the integration has started, and the code that its startup runs is compiled. */
const CACHE_DELAY_MS = 2000;

const source = fs.readFileSync(BUNDLE);
const cachedCode = readCache();
// Code from the cache cannot use import().
if (cachedCode === undefined && /\bimport\s*\(/.test(source.toString())) require(BUNDLE);
else runWithCache();

function runWithCache() {
  const { Script } = require("vm");
  const Module = module.constructor; // loading "module" would take 1 ms

  const script = new Script(Module.wrap(source.toString()), { filename: BUNDLE, cachedData: cachedCode });
  const bundle = new Module(BUNDLE, module);
  script.runInThisContext().call(bundle.exports, bundle.exports, require, bundle, BUNDLE, __dirname);
  if (cachedCode === undefined || script.cachedDataRejected) {
    setTimeout(() => writeCache(script.createCachedData()), CACHE_DELAY_MS).unref();
  }
}

/** Identifies the source of the cached code. V8 itself accepts code for any source of the same length. */
function origin() {
  return Buffer.concat([Buffer.from(`${process.version} ${process.arch} ${BUNDLE}\n`), source]);
}

/**
 * The file holds the origin, then the code twice, because V8 crashes on damaged code. Comparing the copies takes 0.1 ms; a
 * digest would take 10 ms.
 */
function readCache() {
  try {
    const cache = fs.readFileSync(CACHE);
    const expected = origin();
    if (!cache.subarray(0, expected.length).equals(expected)) return undefined;
    const middle = expected.length + (cache.length - expected.length) / 2;
    const code = cache.subarray(expected.length, middle);
    return code.equals(cache.subarray(middle)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Best effort: without the cache, the next start is a few milliseconds slower. */
function writeCache(code) {
  const draft = `${CACHE}.new`;
  try {
    fs.writeFileSync(draft, Buffer.concat([origin(), code, code]));
    fs.renameSync(draft, CACHE);
  } catch {
    fs.rm(draft, { force: true }, () => {});
  }
}
