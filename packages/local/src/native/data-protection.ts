import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { token } from "@galaxy-kit/sdk";
import { NATIVE_HELPER, type NativeHelper } from "./native-helper.js";
import { powerShellCommand } from "./power-shell-command.js";

/** Encrypts data so that only this user of this computer can read it. */
export interface DataProtection {
  protect(data: Uint8Array): Promise<Uint8Array>;
  /** @throws an error if another user has protected it, or it is not protected */
  unprotect(data: Uint8Array): Promise<Uint8Array>;
}

/**
 * What Windows offers, through the launcher, or through PowerShell where none runs: during development, and for `galaxy-kit settings`.
 * Each can read what the other has encrypted. Undefined on other systems.
 */
export const DATA_PROTECTION = token<DataProtection | undefined>("DATA_PROTECTION", {
  inject: [NATIVE_HELPER],
  make: (helper: NativeHelper | undefined): DataProtection | undefined =>
    helper ?? (process.platform === "win32" ? new PowerShellProtection() : undefined),
});

/** Reads what to do, and with what, from its input: other programs can see a command line. */
const SCRIPT = `
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Security
$call, $data = [Console]::In.ReadToEnd().Split(' ')
$bytes = [Convert]::FromBase64String($data)
$result = if ($call -eq 'protect') { [Security.Cryptography.ProtectedData]::Protect($bytes, $null, 'CurrentUser') }
  else { [Security.Cryptography.ProtectedData]::Unprotect($bytes, $null, 'CurrentUser') }
[Console]::Out.Write([Convert]::ToBase64String($result))`;

const TIMEOUT_MS = 30_000;

/** Protects data with a PowerShell for each call, which takes about a second. */
export class PowerShellProtection implements DataProtection {
  /** @param command - what reads the script from its arguments */
  constructor(private readonly command = powerShellCommand(SCRIPT)) {}

  async protect(data: Uint8Array): Promise<Uint8Array> {
    return await this.#run("protect", data);
  }

  async unprotect(data: Uint8Array): Promise<Uint8Array> {
    return await this.#run("unprotect", data);
  }

  async #run(call: "protect" | "unprotect", data: Uint8Array): Promise<Uint8Array> {
    const [program, ...args] = this.command;
    const running = promisify(execFile)(program, args, { timeout: TIMEOUT_MS, windowsHide: true });
    running.child.stdin?.on("error", () => undefined).end(`${call} ${Buffer.from(data).toString("base64")}`);
    try {
      return Buffer.from((await running).stdout, "base64");
    } catch (error) {
      // Its message has the whole script.
      const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
      const reason = stderr?.trim().split("\n", 1)[0] ?? "";
      const message = `Windows could not ${call} the data with PowerShell (${reason === "" ? String(code) : reason})`;
      throw new Error(message, { cause: error });
    }
  }
}
