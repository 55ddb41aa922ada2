"use strict";
/* Old syntax on purpose: see run.cjs. */
var fs = require("fs");
var path = require("path");

/** Returns `engines.node` of the root package.json, the single source of the minimum version. */
function requiredRange() {
  return JSON.parse(fs.readFileSync(path.join(__dirname, "..", "package.json"), "utf8")).engines.node;
}

/** Returns an error message if `version` does not satisfy `range`, which must look like ">=20.19". */
function complaintAbout(version, range) {
  var minimum = /^>=(\d+(?:\.\d+){0,2})$/.exec(range);
  if (!minimum) throw new Error('engines.node must look like ">=20.19", found "' + range + '".');
  if (!isOlder(numbers(version), numbers(minimum[1]))) return undefined;
  return (
    "Galaxy Kit needs Node " +
    minimum[1] +
    " or newer, but this is Node " +
    version +
    ". Install a newer Node and run the same command again."
  );
}

/** "20.19.0-nightly" counts as 20.19.0. */
function numbers(version) {
  var parts = version.split("-")[0].split(".").map(Number);
  while (parts.length < 3) parts.push(0);
  return parts;
}

function isOlder(version, minimum) {
  for (var i = 0; i < 3; i++) {
    if (version[i] !== minimum[i]) return version[i] < minimum[i];
  }
  return false;
}

module.exports = { complaintAbout: complaintAbout, requiredRange: requiredRange };
