import { runPlugin } from "@galaxy-kit/kernel";
import { ShelfPlugin } from "./plugin.js";

await runPlugin(ShelfPlugin);
