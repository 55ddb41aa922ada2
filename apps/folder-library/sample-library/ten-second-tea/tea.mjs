// Lets the tea draw for as long as game.json says, and ends.
import { setTimeout as sleep } from "node:timers/promises";

const seconds = Number(process.argv[process.argv.indexOf("--seconds") + 1]);
await sleep(seconds * 1000);
