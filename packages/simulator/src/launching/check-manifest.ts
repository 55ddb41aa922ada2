import { CodecError, type Diagnostic, isPlainObject, type Manifest, manifest } from "@galaxy-kit/protocol";
import { type FolderCode, FolderRefusedError } from "./folder-refused.js";

/** The file that describes an installed integration. */
export const MANIFEST_FILE = "manifest.json";

type Finding = Omit<Diagnostic<FolderCode>, "severity">;

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

/** Reads the content of a manifest.json. Throws `FolderRefusedError` with every reason if it is invalid. */
export function checkManifest(folder: string, json: unknown, hasFile: (path: string) => boolean): Manifest {
  const findings: Finding[] = [];
  const decoded = decodeAll(json, findings);
  if (decoded && !findings.some(({ subject }) => subject === "script"))
    findings.push(...checkScript(decoded.script, hasFile));
  if (decoded && findings.length === 0) return decoded;
  throw new FolderRefusedError(folder, findings);
}

function decodeAll(json: unknown, findings: Finding[]): Manifest | undefined {
  const corrected: Record<string, unknown> = isPlainObject(json) ? { ...json } : {};
  for (;;) {
    try {
      return manifest.decode(isPlainObject(json) ? corrected : json);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      const subject = error.where.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
      const message = `expected ${error.expected}, found ${error.found}`;
      findings.push({ code: "invalid-manifest", file: MANIFEST_FILE, subject, message });
      // Nothing more can be checked if the manifest as a whole is invalid.
      if (placeholders[subject] === undefined || corrected[subject] === placeholders[subject]) return undefined;
      corrected[subject] = placeholders[subject];
    }
  }
}

function checkScript(script: string, hasFile: (path: string) => boolean): Finding[] {
  const place = { file: MANIFEST_FILE, subject: "script" };
  const found = JSON.stringify(script);
  if (!script.endsWith(".py")) {
    const message = `expected a Python file such as "plugin.py", found ${found}`;
    return [{ code: "invalid-manifest", ...place, message }];
  }
  if (hasFile(script)) return [];
  const message = `expected a file in the folder, found ${found}, which does not exist`;
  return [{ code: "script-not-found", ...place, message }];
}
