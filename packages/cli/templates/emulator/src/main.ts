import { runPlugin } from "@galaxy-kit/kernel";
import { EmulatorPlugin } from "./plugin.js";

await runPlugin(EmulatorPlugin);
