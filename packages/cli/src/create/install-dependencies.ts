import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs `npm install` in a folder; answers what npm says when it fails. */
export async function installDependencies(folder: string, signal: AbortSignal): Promise<string | undefined> {
  // npm is a .cmd file on Windows, which only a shell can start. The command is a constant: nothing in it needs quoting.
  const child = spawn("npm install --no-audit --no-fund --loglevel=error", {
    cwd: folder,
    shell: true,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    signal,
  });
  let output = "";
  for (const pipe of [child.stdout, child.stderr])
    pipe.setEncoding("utf8").on("data", (text: string) => (output += text));
  // The abort is told as an error, besides the exit.
  child.on("error", () => undefined);
  const [code] = (await once(child, "close")) as [number | null];
  return code === 0 ? undefined : output.trim();
}
