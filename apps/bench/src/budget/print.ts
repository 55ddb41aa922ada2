/* A program that prints what the budget counts, as JSON. */
import { count } from "./count.js";

process.stdout.write(JSON.stringify(await count()));
