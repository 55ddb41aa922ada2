import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs `npm install` in a folder. Resolves to the output of npm if it fails, and to undefined otherwise. */
export async function installDependencies(folder: string, signal: AbortSignal): Promise<string | undefined> {
  // On Windows, npm is a .cmd file, which only a shell can start. The command is constant, so nothing needs quoting.
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
  // An abort emits an error in addition to the exit.
  child.on("error", () => undefined);
  const [code] = (await once(child, "close")) as [number | null];
  return code === 0 ? undefined : output.trim();
}
