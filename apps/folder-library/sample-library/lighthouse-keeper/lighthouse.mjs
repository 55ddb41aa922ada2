// Keeps the light on until the shift is over.
import { setTimeout as sleep } from "node:timers/promises";

const SHIFT_HOURS = 8;

process.title = "lighthouse-keeper";
await sleep(SHIFT_HOURS * 3_600_000);
