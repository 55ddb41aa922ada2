// Reads the timetable and waits half a minute for the last train.
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const trains = (await readFile(new URL("../data/timetable.txt", import.meta.url), "utf8")).trim().split("\n");
await sleep(trains.length * 50);
