import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { RegistryKey, RegistryValue, RegistryView } from "../native/native-helper.js";

const run = promisify(execFile);
const TIMEOUT_MS = 10_000;

const ROOTS: Readonly<Record<string, string>> = {
  HKCU: "HKEY_CURRENT_USER",
  HKLM: "HKEY_LOCAL_MACHINE",
  HKCR: "HKEY_CLASSES_ROOT",
  HKU: "HKEY_USERS",
};

/** A value: four spaces, its name, its type and its data. A name may contain spaces. */
const VALUE = /^ {4}(.*?) {4}(REG_\w+) {4}(.*)$/;

/** Reads a key of the registry with the program that is part of Windows, for development without a launcher. */
export async function queryRegistry(key: string, view: RegistryView): Promise<RegistryKey | undefined> {
  try {
    const { stdout } = await run("reg.exe", ["query", key, `/reg:${view}`], { timeout: TIMEOUT_MS, windowsHide: true });
    return parseRegistry(stdout, key);
  } catch (error) {
    // It prints a message in the user's language, and ends with 1, for a key that does not exist.
    if ((error as { readonly code?: unknown }).code === 1) return undefined;
    throw error;
  }
}

/** Parses what `reg query` prints for a key. */
export function parseRegistry(output: string, key: string): RegistryKey {
  const full = key.replace(/^\w+/, (root) => ROOTS[root.toUpperCase()] ?? root).replace(/\\$/, "");
  const values: Record<string, RegistryValue> = {};
  const keys: string[] = [];
  for (const line of output.split(/\r?\n/)) {
    const [, name, type, data] = VALUE.exec(line) ?? [];
    if (name !== undefined && type !== undefined && data !== undefined) {
      // The unnamed value has a name in the user's language, in parentheses.
      values[/^\(.*\)$/.test(name) ? "" : name] = toValue(type, data);
    } else if (line.toLowerCase().startsWith(`${full.toLowerCase()}\\`)) keys.push(line.slice(full.length + 1));
  }
  return { values, keys };
}

function toValue(type: string, data: string): RegistryValue {
  switch (type) {
    case "REG_DWORD":
    case "REG_QWORD":
      return Number(data);
    case "REG_BINARY":
      return Buffer.from(data, "hex");
    case "REG_MULTI_SZ":
      return data.split("\\0").filter((text) => text !== "");
    default:
      return data;
  }
}
