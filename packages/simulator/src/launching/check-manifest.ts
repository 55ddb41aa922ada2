import {
  CodecError,
  type Diagnostic,
  isPlainObject,
  type Manifest,
  manifest,
  type Severity,
} from "@galaxy-kit/protocol";
import { type FolderCode, type FolderFinding, FolderRefusedError } from "./folder-refused.js";

/** The file that describes an installed integration. */
export const MANIFEST_FILE = "manifest.json";

type Finding = FolderFinding & Pick<Diagnostic<FolderCode>, "severity">;

/** Replaces an invalid member, so that the next one can be checked as well. */
const placeholders: Readonly<Record<string, string>> = {
  name: "Name",
  platform: "test",
  guid: "00000000-0000-0000-0000-000000000000",
  version: "1.0.0",
  description: "",
  author: "",
  script: "plugin.py",
  email: "",
  url: "",
  update_url: "",
};

/**
 * Members that GALAXY takes as they are. Integrations with an unusual one are in use, and a client that refuses them would be stricter
 * than the field. Both become part of file names.
 */
const tolerated: Readonly<Record<string, RegExp>> = { guid: /^\w[\w.-]{0,99}$/, version: /^\w[\w.+ -]{0,99}$/ };

/** A manifest, and what is unusual about it. */
export interface CheckedManifest {
  readonly manifest: Manifest;
  readonly warnings: readonly Finding[];
}

/** Reads the content of a manifest.json. Throws `FolderRefusedError` with every reason if it is invalid. */
export function checkManifest(folder: string, json: unknown, hasFile: (path: string) => boolean): CheckedManifest {
  const findings: Finding[] = [];
  const decoded = decodeAll(json, findings);
  if (decoded && !findings.some(({ subject }) => subject === "script"))
    findings.push(...checkScript(decoded.script, hasFile));
  if (decoded && findings.every(({ severity }) => severity === "warning"))
    return { manifest: { ...decoded, ...unusualMembers(json, findings) }, warnings: findings };
  throw new FolderRefusedError(folder, findings);
}

/** Returns the members that were replaced for the check although they can be used. */
function unusualMembers(json: unknown, findings: readonly Finding[]): Record<string, string> {
  return Object.fromEntries(
    findings.flatMap(({ subject = "" }) => (isPlainObject(json) ? [[subject, String(json[subject])]] : [])),
  );
}

function decodeAll(json: unknown, findings: Finding[]): Manifest | undefined {
  const corrected: Record<string, unknown> = isPlainObject(json) ? { ...json } : {};
  for (;;) {
    try {
      return manifest.decode(isPlainObject(json) ? corrected : json);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      const subject = error.where.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
      const { code, severity } = gravityOf(subject, corrected[subject]);
      const message = describeFound(error, severity);
      const remedy = `Use ${error.expected}.`;
      findings.push({ severity, code, file: MANIFEST_FILE, subject, message, remedy });
      // Nothing more can be checked if the manifest as a whole is invalid.
      if (placeholders[subject] === undefined || corrected[subject] === placeholders[subject]) return undefined;
      corrected[subject] = placeholders[subject];
    }
  }
}

function gravityOf(name: string, value: unknown): Pick<Finding, "code" | "severity"> {
  const isUsable = (typeof value === "string" || typeof value === "number") && tolerated[name]?.test(String(value));
  return isUsable ? { code: "unusual-manifest", severity: "warning" } : { code: "invalid-manifest", severity: "error" };
}

function describeFound({ found }: CodecError, severity: Severity): string {
  if (found === "nothing") return "missing";
  return `${severity === "warning" ? "unusual" : "invalid"} value ${found.startsWith('"') ? found : `(${found})`}`;
}

function checkScript(script: string, hasFile: (path: string) => boolean): Finding[] {
  const place = { severity: "error", file: MANIFEST_FILE, subject: "script" } as const;
  const found = JSON.stringify(script);
  if (!script.endsWith(".py")) {
    const remedy = 'Use the name of a Python file, such as "plugin.py".';
    return [{ code: "invalid-manifest", ...place, message: `invalid value ${found}`, remedy }];
  }
  if (hasFile(script)) return [];
  const remedy = "Use the name of a file in the folder.";
  return [{ code: "script-not-found", ...place, message: `the file ${found} does not exist`, remedy }];
}
