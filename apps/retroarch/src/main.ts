import { runPlugin } from "@galaxy-kit/kernel";
import { RetroArchPlugin } from "./retroarch.plugin.js";

await runPlugin(RetroArchPlugin);
