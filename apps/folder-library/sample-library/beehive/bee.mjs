// Flies for twenty seconds, or until the hive is gone.
import { setTimeout as sleep } from "node:timers/promises";

process.on("disconnect", () => process.exit(0));
await sleep(20_000);
process.exit(0);
