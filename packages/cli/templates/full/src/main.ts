import { runPlugin } from "@galaxy-kit/kernel";
import { ShopPlugin } from "./plugin.js";

await runPlugin(ShopPlugin);
