import { spawn } from "node:child_process";
import { once } from "node:events";
import { recordRecipe } from "@galaxy-kit/sdk/extend";

/** The user's own browser. */
export abstract class SystemBrowser {
  /** Resolves once the browser was asked to open the address. Rejects if there is none. */
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
}
