/* A program that prints the counts of the budget as JSON. */
import { count } from "./count.js";

process.stdout.write(JSON.stringify(await count()));
