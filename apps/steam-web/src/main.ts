import { runPlugin } from "@galaxy-kit/kernel";
import { SteamWebPlugin } from "./steam-web.plugin.js";

await runPlugin(SteamWebPlugin);
