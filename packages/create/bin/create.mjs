#!/usr/bin/env node
import { main } from "@galaxy-kit/cli";

process.exitCode = await main(["create", ...process.argv.slice(2)]);
