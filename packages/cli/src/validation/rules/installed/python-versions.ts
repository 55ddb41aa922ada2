import { error, type Finding, warning } from "../../finding.js";
import type { InstalledSubject } from "../../installed/installed-subject.js";
import { positionAt } from "../../position.js";
import type { Rule } from "../../rule.js";
import { readText } from "../../text-file.js";

/** Removed in Python 3.9; versions of GALAXY's own Python API have it where every message is read. */
const JSON_ENCODING = /json\.loads\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*,\s*encoding\s*=/;
const COMPILED = /\.(?:pyd|so|dylib)$/;

/** It runs on the Python 3.7 of GALAXY 2.0 as on the Python 3.13 of GALAXY 2.1. */
export const pythonVersions: Rule<InstalledSubject> = {
  name: "python-versions",
  async find(folder) {
    const findings: Finding[] = [];
    const compiled: string[] = [];
    for (const file of await folder.files()) {
      if (COMPILED.test(file.path)) compiled.push(file.path);
      if (!file.path.endsWith(".py")) continue;
      const text = await readText(folder.folder, file);
      const found = text === undefined ? undefined : JSON_ENCODING.exec(text);
      if (text === undefined || !found) continue;
      const place = { file: file.path, ...positionAt(text, found.index) };
      findings.push(
        error(
          place,
          "json.loads() has no parameter encoding from Python 3.9 on: in GALAXY 2.1 each such call fails",
          "Leave the encoding out.",
        ),
      );
    }
    const [first] = compiled;
    if (first !== undefined) {
      const others =
        compiled.length === 1
          ? "is a compiled module, which runs"
          : `and ${compiled.length - 1} more are compiled modules, which run`;
      findings.push(
        warning(
          { file: first },
          `${others} on one Python only: GALAXY 2.0 has 3.7, on Windows with 32 bits, and GALAXY 2.1 has 3.13 with 64`,
          "Use a package that is written in Python only.",
        ),
      );
    }
    return findings;
  },
};
