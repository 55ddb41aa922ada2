import { randomUUID } from "node:crypto";
import { FolderRefusedError } from "@galaxy-kit/simulator";
import { BUNDLE_FILE, NODE_SCRIPT } from "../../project/packed-file.js";
import { isExampleGuid } from "../../project/templates.js";
import { describeBytes } from "../../terminal/text.js";
import type { InstalledSubject } from "../subject/installed-subject.js";
import { readText } from "../subject/own-files.js";
import { error, type Finding, positionAt, type Rule, warning } from "../subject/rule.js";
import { describedProblem } from "./described-problem.js";
import { secretsInFiles } from "./secrets.js";

/** GALAXY can read the manifest, and knows the platform that it names. */
const manifest: Rule<InstalledSubject> = {
  name: "manifest",
  async find(folder) {
    if (folder.manifest.value === undefined) return folder.manifest.problems;
    const opened = await folder.opened();
    if (opened.ok) return folder.manifest.problems;
    const found =
      opened.reason instanceof FolderRefusedError
        ? opened.reason.diagnostics.map(({ subject: path = "", message }) =>
            describedProblem({ path, message }, folder.manifest.place(...path.split("."))),
          )
        : [error(folder.manifest.place(), opened.reason.message, "Correct it there.")];
    return [...folder.manifest.problems, ...found];
  },
};

/** The guid is nobody else's. */
const guid: Rule<InstalledSubject> = {
  name: "guid",
  async find(folder) {
    const found = folder.member("guid");
    if (found === undefined || !(await isExampleGuid(found))) return [];
    const message = `the guid ${found} is that of an example: GALAXY takes two integrations with one guid for the same`;
    return [error(folder.manifest.place("guid"), message, `Write a new one: "guid": "${randomUUID()}".`)];
  },
};

/** A user in trouble finds somebody. */
const contact: Rule<InstalledSubject> = {
  name: "contact",
  find(folder) {
    if (
      folder.manifest.value === undefined ||
      folder.member("url") !== undefined ||
      folder.member("email") !== undefined
    )
      return [];
    return [
      warning(
        folder.manifest.place(),
        "there is neither a url nor an email",
        'Write "url": "https://…", where the integration can be found.',
      ),
    ];
  },
};

/** A name at the beginning of a line: `def main`, `async def main`, `main =`, `from … import main`. */
const MAIN = /^(?:(?:async\s+)?def\s+main\b|main\s*=|from\s+\S+\s+import\s+[^#\n]*\b(?:main\b|\*))/m;

/** GALAXY imports the script, and calls its main(). */
const scriptMain: Rule<InstalledSubject> = {
  name: "script-main",
  async find(folder) {
    const script = await folder.script();
    if (!script || MAIN.test(script.text)) return [];
    const message = "there is no main() at the top level: GALAXY imports the script, and calls that";
    return [
      error(
        { file: script.file, line: 1, column: 1 },
        message,
        "Write: def main(): create_and_run_plugin(YourPlugin, sys.argv).",
      ),
    ];
  },
};

/** `super().__init__(Platform.Test, "0.1", …`: the version, as far as it is written out. */
const DECLARED =
  /super\(\w*(?:,\s*\w+)?\)\.__init__\(\s*(?:platform\s*=\s*)?Platform\.\w+\s*,\s*(?:#.*\s*)?(?:version\s*=\s*)?["']([^"']+)["']/;

/** The script and the manifest say the same version. */
const scriptVersion: Rule<InstalledSubject> = {
  name: "script-version",
  async find(folder) {
    const version = folder.member("version");
    const script = await folder.script();
    const declared = script && DECLARED.exec(script.text);
    const found = declared?.[1];
    if (!script || !declared || found === undefined || version === undefined || found === version) return [];
    const place = { file: script.file, ...positionAt(script.text, declared.index) };
    return [
      error(
        place,
        `the script declares version "${found}", and manifest.json "${version}"`,
        "Read it from manifest.json, so that there is one source of it.",
      ),
    ];
  },
};

/** Removed in Python 3.9; versions of GALAXY's own Python API have it where every message is read. */
const JSON_ENCODING = /json\.loads\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*,\s*encoding\s*=/;
const COMPILED = /\.(?:pyd|so|dylib)$/;

/** It runs on the Python 3.7 of GALAXY 2.0 as on the Python 3.13 of GALAXY 2.1. */
const pythonVersions: Rule<InstalledSubject> = {
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

const LARGE_BUNDLE = 5 * 1024 * 1024;

/** Everything that the launcher starts is there. */
const packedParts: Rule<InstalledSubject> = {
  name: "packed-parts",
  async find(folder) {
    const script = await folder.script();
    if (script?.text.includes(NODE_SCRIPT) !== true) return [];
    const files = await folder.files();
    const missing = [NODE_SCRIPT, BUNDLE_FILE].filter((name) => !files.some(({ path }) => path === name));
    const findings: Finding[] = missing.map((name) =>
      error(
        { file: name },
        `is not there, and ${script.file} starts it`,
        "Pack the project again, and unzip all of it.",
      ),
    );
    const bundle = files.find(({ path }) => path === BUNDLE_FILE);
    if (bundle && bundle.size > LARGE_BUNDLE) {
      findings.push(
        warning(
          { file: BUNDLE_FILE },
          `has ${describeBytes(bundle.size)}, all of which is read at each start`,
          "Look for a smaller package, or move data into a file among galaxyKit.assets.",
        ),
      );
    }
    return findings;
  },
};

const LARGE = 20 * 1024 * 1024;
/** A runtime is as large as it is. */
const RUNTIME = /^node\//;

/** There is nothing that a user cannot install, or has no use for. */
const strayFiles: Rule<InstalledSubject> = {
  name: "stray-files",
  async find(folder) {
    return (await folder.files()).flatMap(({ path, size, isLink }): Finding[] => {
      if (isLink)
        return [
          error(
            { file: path },
            "is a symbolic link, which a zip for every system cannot hold",
            "Put the file itself there.",
          ),
        ];
      if (/\.map$/.test(path))
        return [
          warning(
            { file: path },
            "is a source map: it holds all of the source",
            "Leave it out, unless traces in users' logs are to name the lines of the sources.",
          ),
        ];
      if (size > LARGE && !RUNTIME.test(path)) {
        return [
          warning(
            { file: path },
            `has ${describeBytes(size)}, which every user downloads with each release`,
            "Make it smaller, or fetch it when it is needed.",
          ),
        ];
      }
      return [];
    });
  },
};

/** What is looked for in the folder of an integration as GALAXY installs it. */
export const installedRules: readonly Rule<InstalledSubject>[] = [
  manifest,
  guid,
  contact,
  scriptMain,
  scriptVersion,
  pythonVersions,
  packedParts,
  strayFiles,
  secretsInFiles,
];
