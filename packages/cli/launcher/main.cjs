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
const CACHED_AFTER_MS = 2000;

const source = fs.readFileSync(BUNDLE);
const hasSourceMap = fs.existsSync(`${BUNDLE}.map`);
if (hasSourceMap) process.setSourceMapsEnabled(true);

// Node finds no source map for code that was kept, and fails its import().
const kept = hasSourceMap ? undefined : readCache();
if (kept === undefined && (hasSourceMap || /\bimport\s*\(/.test(source.toString()))) require(BUNDLE);
else runCached();

function runCached() {
  const { Module } = require("module");
  const { Script } = require("vm");

  const script = new Script(Module.wrap(source.toString()), { filename: BUNDLE, cachedData: kept });
  const bundle = new Module(BUNDLE, module);
  script.runInThisContext().call(bundle.exports, bundle.exports, require, bundle, BUNDLE, __dirname);
  if (kept === undefined || script.cachedDataRejected) {
    setTimeout(() => writeCache(script.createCachedData()), CACHED_AFTER_MS).unref();
  }
}

/** What the code was made from: V8 takes any that was made for a source of the same length. */
function origin() {
  return Buffer.concat([Buffer.from(`${process.version} ${process.arch} ${BUNDLE}\n`), source]);
}

/**
 * After its origin the code stands twice, as V8 crashes on code that is damaged. Comparing takes a tenth of a millisecond, and
 * a digest ten.
 */
function readCache() {
  try {
    const cache = fs.readFileSync(CACHE);
    const from = origin();
    if (!cache.subarray(0, from.length).equals(from)) return undefined;
    const middle = from.length + (cache.length - from.length) / 2;
    const code = cache.subarray(from.length, middle);
    return code.equals(cache.subarray(middle)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written to costs the next start some milliseconds, and nothing else. */
function writeCache(code) {
  const draft = `${CACHE}.new`;
  try {
    fs.writeFileSync(draft, Buffer.concat([origin(), code, code]));
    fs.renameSync(draft, CACHE);
  } catch {
    fs.rm(draft, { force: true }, () => {});
  }
}
