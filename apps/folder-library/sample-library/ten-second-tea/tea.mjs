// Steeps the tea for as long as game.json says, then exits.
import { setTimeout as sleep } from "node:timers/promises";

const seconds = Number(process.argv[process.argv.indexOf("--seconds") + 1]);
await sleep(seconds * 1000);
