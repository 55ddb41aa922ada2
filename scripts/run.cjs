"use strict";
/*
 * The entry point of every npm script: `node scripts/run.cjs <task> [arguments]`.
 *
 * With an outdated Node, the user must see one clear sentence instead of a SyntaxError. That is why this file and
 * node-version.cjs are CommonJS in old syntax, and everything else is imported after the check.
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
      // The message of a TaskError says everything; any other error is a bug in these scripts and needs its stack trace.
      console.error(error.name === "TaskError" ? error.message : error);
      process.exitCode = 1;
    },
  );
