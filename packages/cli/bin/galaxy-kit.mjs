#!/usr/bin/env node
import { existsSync } from "node:fs";

const checkout = new URL("../../../scripts/run.cjs", import.meta.url);

if (existsSync(checkout)) {
  // As `node scripts/run.cjs galaxy-kit …`: what has changed is built first.
  process.argv.splice(2, 0, "galaxy-kit");
  await import(checkout.href);
} else {
  await import("../dist/main.js");
}
