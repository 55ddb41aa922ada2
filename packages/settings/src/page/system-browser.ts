import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { recordRecipe } from "@galaxy-kit/sdk/extend";

/** The program that opens an address soon reports that it cannot, or keeps running with what it opened. */
const OPEN_MS = 2000;

/** The user's own browser. */
export abstract class SystemBrowser {
  /** Resolves once the browser was asked to open the address. Rejects if there is none, or if it fails within two seconds. */
  abstract open(address: string): Promise<void>;
}

recordRecipe(SystemBrowser, { make: (): SystemBrowser => ({ open: openAddress }) });

/** The arguments never pass through a shell. */
function openerOf(platform: NodeJS.Platform): readonly [program: string, ...args: string[]] {
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  return platform === "darwin" ? ["open"] : ["xdg-open"];
}

async function openAddress(address: string): Promise<void> {
  const [program, ...args] = openerOf(process.platform);
  const opener = spawn(program, [...args, address], { stdio: "ignore", detached: true, windowsHide: true });
  opener.unref();
  await once(opener, "spawn");
  const patience = new AbortController();
  const code = await Promise.race([
    once(opener, "exit", { signal: patience.signal }).then(
      ([exitCode]: (number | null)[]) => exitCode,
      () => 0,
    ),
    sleep(OPEN_MS, 0, { signal: patience.signal, ref: false }).catch(() => 0),
  ]);
  patience.abort();
  if (code !== 0) throw new Error(`${program} could not open the address: it ended with ${String(code)}`);
}
