import { runPlugin } from "@galaxy-kit/kernel";
import { PsnPlugin } from "./psn.plugin.js";

await runPlugin(PsnPlugin);
