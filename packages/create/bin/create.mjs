#!/usr/bin/env node
// Runs `galaxy-kit create` with the given arguments.
process.argv.splice(2, 0, "create");
await import("@galaxy-kit/cli/main");
