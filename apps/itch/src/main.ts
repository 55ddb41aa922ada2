import { runPlugin } from "@galaxy-kit/kernel";
import { ItchPlugin } from "./itch.plugin.js";

await runPlugin(ItchPlugin);
