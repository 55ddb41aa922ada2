// Sends out a bee in its own process, and exits when the bee is back.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const bee = fork(fileURLToPath(new URL("bee.mjs", import.meta.url)));
bee.on("exit", (code) => process.exit(code ?? 1));
process.on("SIGTERM", () => bee.kill());
