import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Logger } from "@galaxy-kit/sdk";
import { readJsonc } from "../file/jsonc-reader.js";
import type { Declaration, Values } from "../model/declaration.js";
import { readValue } from "../model/field.js";
import type { FieldValue } from "../model/reading.js";

/** Returns the valid values of an older file in the integration's own folder; none if there is no such file. */
export function migratedValues({ options, fields }: Declaration, log: Logger): Values {
  const { from, read = readMembers } = options.migrate ?? {};
  if (from === undefined) return {};
  const found = firstOf(ownFolders().map((folder) => resolve(folder, from)));
  if (!found) return {};
  try {
    const old = read(found.text);
    const values: Record<string, FieldValue> = {};
    for (const field of fields) {
      const reading = readValue(field, old[field.key]);
      if (reading.ok) values[field.key] = reading.value;
    }
    log.info(`Migrated the settings of ${found.path}: ${Object.keys(values).join(", ") || "none"}`);
    return values;
  } catch (error) {
    log.warn(`Cannot migrate the settings of ${found.path}`, { error });
    return {};
  }
}

/** The folder of the script, and those above it up to the one with the package.json. */
function ownFolders(): readonly string[] {
  const script = process.argv[1];
  if (script === undefined) return [];
  const folders: string[] = [];
  for (let folder = dirname(script), above = ""; folder !== above; above = folder, folder = dirname(folder)) {
    folders.push(folder);
    if (firstOf([join(folder, "manifest.json"), join(folder, "package.json")])) break;
  }
  return folders;
}

function firstOf(paths: readonly string[]): { readonly path: string; readonly text: string } | undefined {
  for (const path of paths) {
    try {
      return { path, text: readFileSync(path, "utf8") };
    } catch {
      // The next one.
    }
  }
  return undefined;
}

function readMembers(text: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...readJsonc(text).members].map(([key, { value }]) => [key, value]));
}
