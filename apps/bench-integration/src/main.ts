import { runPlugin } from "@galaxy-kit/kernel";
import { BenchPlugin } from "./bench.plugin.js";

await runPlugin(BenchPlugin);
