import { access, constants, stat } from "node:fs/promises";
import type { Values } from "../model/declaration.js";
import { describeMissing, type Field, isMissing, isSameValue, readValue } from "../model/field.js";
import { type PathKind, pathKindOf } from "../model/kind.js";
import type { FieldValue } from "../model/reading.js";
import { parseField } from "./parse-field.js";
import type { Notice } from "./render-form.js";

/** What the user wants to save. */
export interface Entries {
  /** Of every field; what the user has entered is in it even if it is not valid. */
  readonly entered: Readonly<Record<string, unknown>>;
  /** Of every field, if there are no notices. */
  readonly values: Values;
  readonly notices: readonly Notice[];
}

/**
 * Checks what the user has entered, each field for itself.
 *
 * @param current - the values in effect
 * @param sealed - the secrets that have a value which nobody can read here
 */
export async function checkEntries(
  fields: readonly Field[],
  form: URLSearchParams,
  current: Values = {},
  sealed: ReadonlySet<string> = new Set(),
): Promise<Entries> {
  const entered: Record<string, unknown> = {};
  const values: Record<string, FieldValue> = {};
  const notices: Notice[] = [];
  for (const field of fields) {
    const { key } = field;
    const change = parseField(field, form);
    if (change === undefined && sealed.has(key)) continue;
    const raw = change ?? current[key];
    entered[key] = raw;
    const reading = readValue(field, raw);
    if (!reading.ok) {
      notices.push({ field: key, message: `This ${reading.message}` });
      continue;
    }
    values[key] = reading.value;
    const problem = isMissing(field, reading.value)
      ? describeMissing(field)
      : // A disk that is missing at the moment does not keep the user from changing something else.
        isSameValue(reading.value, current[key])
        ? undefined
        : await findPathProblem(field, reading.value);
    if (problem !== undefined) notices.push({ field: key, message: problem });
  }
  return { entered, values, notices };
}

async function findPathProblem({ kind }: Field, value: FieldValue): Promise<string | undefined> {
  const path = pathKindOf(kind);
  if (!path?.mustExist) return undefined;
  const problems = await Promise.all([value].flat().map((each) => findProblem(path, String(each))));
  return problems.find((problem) => problem !== undefined);
}

async function findProblem({ type, executable }: PathKind, path: string): Promise<string | undefined> {
  if (path === "") return undefined;
  try {
    const found = await stat(path);
    // A program on a Mac is a folder.
    const isProgram = executable && path.endsWith(".app") && found.isDirectory();
    if (type === "folder" && !found.isDirectory()) return `${path} is not a folder`;
    if (type === "file" && !found.isFile() && !isProgram) return `${path} is not a file`;
    if (executable) await access(path, constants.X_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES" && executable) return `${path} is not a program that you may start`;
    return code === "ENOENT" || code === "ENOTDIR" ? `${path} does not exist` : `${path} cannot be read`;
  }
}
