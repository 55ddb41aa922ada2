import { execFile } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { startProgram } from "../programs/start-program.js";

const run = promisify(execFile);
/** The programs that answer have to do so soon: the user is waiting for a game. */
const TIMEOUT_MS = 5000;
/** The program that opens an address soon reports that it cannot, or keeps running with what it opened. */
const OPEN_MS = 2000;

/** Returns whether a program is registered for the scheme of an address; true if that is unknown. */
export async function hasHandler(address: string): Promise<boolean> {
  const scheme = new URL(address).protocol.slice(0, -1);
  if (["http", "https"].includes(scheme)) return true;
  switch (process.platform) {
    case "win32":
      return (await output("reg.exe", ["query", `HKCR\\${scheme}`, "/v", "URL Protocol"])) !== "";
    case "darwin":
      return (await output("osascript", ["-l", "JavaScript", "-e", macQuestion(address)])) !== "no";
    default:
      return hasLinuxHandler(`x-scheme-handler/${scheme}`);
  }
}

/**
 * Opens an address with the program that is registered for it.
 *
 * @throws if the system reports within two seconds that it could not, for example because there is no display
 */
export async function openAddress(address: string): Promise<void> {
  const { command, args } = openerOf(address);
  const opener = await startProgram({ file: command, args, cwd: undefined, env: {} });
  const patience = new AbortController();
  const code = await Promise.race([
    once(opener, "exit", { signal: patience.signal }).then(
      ([exitCode]: (number | null)[]) => exitCode,
      () => 0,
    ),
    sleep(OPEN_MS, 0, { signal: patience.signal, ref: false }).catch(() => 0),
  ]);
  patience.abort();
  if (code !== 0) throw new Error(`${command} could not open the address: it ended with ${String(code)}`);
}

/** None of them is a shell, or starts one with the address. */
function openerOf(address: string): { command: string; args: readonly string[] } {
  switch (process.platform) {
    case "win32":
      return { command: "rundll32.exe", args: ["url.dll,FileProtocolHandler", address] };
    case "darwin":
      return { command: "open", args: [address] };
    default:
      return { command: "xdg-open", args: [address] };
  }
}

async function hasLinuxHandler(type: string): Promise<boolean> {
  const answers = [await output("xdg-mime", ["query", "default", type]), await output("gio", ["mime", type])];
  // A desktop without both may still have a program that opens addresses.
  if (answers.every((answer) => answer === undefined)) return true;
  return answers.some((answer) => answer !== undefined && answer.includes(".desktop"));
}

/** The address is data in the script, never code. */
function macQuestion(address: string): string {
  const url = `$.NSURL.URLWithString(${JSON.stringify(address)})`;
  return `ObjC.import("AppKit"); $.NSWorkspace.sharedWorkspace.URLForApplicationToOpenURL(${url}).isNil() ? "no" : "yes"`;
}

/** Returns what a program prints, empty if it fails, and undefined if it does not exist. */
async function output(command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await run(command, args, { timeout: TIMEOUT_MS, windowsHide: true })).stdout.trim();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : "";
  }
}
