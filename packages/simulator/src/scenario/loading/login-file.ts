import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CodecError, type Credentials, isPlainObject, jsonObject } from "@galaxy-kit/protocol";
import { parseJsonText } from "../../launching/json-text.js";
import { decodeRecord, isRecord } from "../../storage/record-text.js";
import type { StoredRecord } from "../../storage/store.js";

const REMEDY =
  "Specify a JSON object of credentials, as the integration stores them, or the file in which galaxy-kit dev keeps a login.";

/** A file has no login. The message has the position, and never quotes the content, which may be secret. */
export class LoginFileRefusedError extends Error {
  override readonly name = "LoginFileRefusedError";

  constructor(
    /** The absolute path of the file. */
    readonly file: string,
    reason: string,
  ) {
    super(`${file} ${reason}. ${REMEDY}`);
  }
}

/**
 * Reads a login, for a client that starts with it: credentials alone, or what a {@link fileStore} has written. Throws
 * {@link LoginFileRefusedError}.
 *
 * @example
 * await runScenario(scenario, { integration, ...(await readLoginFile("login.json")) });
 */
export async function readLoginFile(file: string): Promise<StoredRecord & { readonly credentials: Credentials }> {
  const path = resolve(file);
  try {
    const value = await parseJsonText(await readText(path));
    if (!isPlainObject(value)) throw new Error("must be a JSON object");
    const { credentials, cache } = isRecord(value)
      ? decodeRecord(value)
      : { credentials: jsonObject.decode(value), cache: {} };
    if (credentials && Object.keys(credentials).length > 0) return { credentials, cache };
    throw new Error("has no credentials: nobody was logged in when it was written");
  } catch (error) {
    throw new LoginFileRefusedError(path, reasonOf(error));
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new Error(`cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Leaves out what was found instead. */
function reasonOf(error: unknown): string {
  if (!(error instanceof CodecError)) return (error as Error).message;
  return `is not valid: ${error.where === "" ? "" : `${error.where}: `}expected ${error.expected}`;
}
