import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { environment } from "../session/program.js";
import type { SourceCosts } from "./source-costs.js";

const run = promisify(execFile);

/** Resolves to what a source of owned games costs, as a table. */
export async function sourceCosts(): Promise<string> {
  const script = fileURLToPath(new URL("source-costs.js", import.meta.url));
  const { stdout } = await run(process.execPath, ["--expose-gc", script], { env: environment({}) });
  const { games, importMs, refreshMs, maxSliceMs, heapMB, peakMB, storedKB, restartMs } = JSON.parse(
    stdout,
  ) as SourceCosts;
  return [
    `A source of ${games.toLocaleString("en")} owned games`,
    `  main thread during the import         ${importMs} ms`,
    `  main thread per unchanged refresh     ${refreshMs} ms`,
    `  longest slice in a refresh            ${maxSliceMs} ms`,
    `  heap that stays                       ${heapMB} MB`,
    `  peak of the process, garbage included ${peakMB} MB more`,
    `  stored for the next start             ${storedKB} kB`,
    `  next start, handshake to all games    ${restartMs} ms`,
    "",
  ].join("\n");
}
