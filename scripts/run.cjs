"use strict";
/*
 * The entry of every npm script: `node scripts/run.cjs <task> [arguments]`.
 *
 * A Node that is too old has to get one sentence here, not a SyntaxError from a file further down. So this file and
 * node-version.cjs are CommonJS and keep to old syntax, and everything else is imported after the check.
 */
var nodeVersion = require("./node-version.cjs");

var complaint = nodeVersion.complaintAbout(process.versions.node, nodeVersion.requiredRange());
if (complaint) {
  console.error(complaint);
  process.exit(1);
}

import("./tasks/" + process.argv[2] + ".mjs")
  .then(function (task) {
    return task.run(process.argv.slice(3));
  })
  .then(
    function (exitCode) {
      process.exitCode = exitCode;
    },
    function (error) {
      // A TaskError is a sentence for the reader; anything else is a mistake in these scripts and needs its trace.
      console.error(error.name === "TaskError" ? error.message : error);
      process.exitCode = 1;
    },
  );
