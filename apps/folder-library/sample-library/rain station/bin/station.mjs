// Reads the timetable and waits for the last train, which comes after half a minute.
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const trains = (await readFile(new URL("../data/timetable.txt", import.meta.url), "utf8")).trim().split("\n");
await sleep(trains.length * 50);
