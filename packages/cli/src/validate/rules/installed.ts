import type { Diagnostic } from "@galaxy-kit/protocol";
import { FolderRefusedError, PythonNotFoundError } from "@galaxy-kit/simulator";
import { type CliDiagnostic, error, warning } from "../../diagnostics/diagnostic.js";
import { checkPythonFolder } from "../../project/check-python-folder.js";
import { BUNDLE_FILE, NODE_SCRIPT } from "../../project/packed-file.js";
import { describeBytes } from "../../terminal/text.js";
import type { InstalledSubject } from "../subject/installed-subject.js";
import { positionAt } from "../subject/position.js";
import { unlistedPlatform } from "./definition.js";
import { ownGuid } from "./own-guid.js";
import type { Rule } from "./rule.js";
import { secrets } from "./secrets.js";

const LARGE_BUNDLE_BYTES = 5 * 1024 * 1024;
const LARGE_FILE_BYTES = 20 * 1024 * 1024;

/** A name at the start of a line: `def main`, `async def main`, `main =`, `from … import main`. */
const MAIN = /^(?:(?:async\s+)?def\s+main\b|main\s*=|from\s+\S+\s+import\s+[^#\n]*\b(?:main\b|\*))/m;

/** `super().__init__(Platform.Test, "0.1", …`: the version, if it is a literal. */
const DECLARED_VERSION =
  /super\(\w*(?:,\s*\w+)?\)\.__init__\(\s*(?:platform\s*=\s*)?Platform\.\w+\s*,\s*(?:#.*\s*)?(?:version\s*=\s*)?["']([^"']+)["']/;

/** The runtime cannot be made smaller. */
const RUNTIME = /^node\//;

/** GALAXY can read the manifest, and knows its platform. */
const manifest: Rule<InstalledSubject> = async ({ manifest, warnings }) => {
  if (manifest.value === undefined) return manifest.diagnostics;
  const result = await warnings();
  const located = (found: readonly Diagnostic[]) => found.map((each) => manifest.locate(each));
  if (result.ok) return [...manifest.diagnostics, ...located(result.value)];
  if (!(result.reason instanceof FolderRefusedError)) {
    const { message } = result.reason;
    return [error("unreadable-file", { ...manifest.place(), message, remedy: "Make the file readable." })];
  }
  return [...manifest.diagnostics, ...located(result.reason.diagnostics)];
};

/** The guid of the integration is its own. */
const guid: Rule<InstalledSubject> = async ({ manifest, member }) => {
  const found = member("guid");
  return found === undefined ? [] : await ownGuid(found, manifest.place("guid"));
};

/** GALAXY shows the platform to users. */
const platform: Rule<InstalledSubject> = ({ manifest, member }) =>
  unlistedPlatform(member("platform") ?? "", manifest.place("platform"));

/** Users have a way to report problems. */
const contact: Rule<InstalledSubject> = ({ manifest, member }) => {
  if (manifest.value === undefined || member("url") !== undefined || member("email") !== undefined) return [];
  return [
    warning("missing-contact", {
      ...manifest.place(),
      message: "users have no way to report problems: no url or email",
      remedy: 'Add "url": "https://…", the web page of the integration.',
    }),
  ];
};

/** The script has the main() that GALAXY calls. */
const scriptMain: Rule<InstalledSubject> = async ({ script }) => {
  const found = await script();
  if (!found || MAIN.test(found.text)) return [];
  return [
    error("missing-main", {
      file: found.file,
      line: 1,
      column: 1,
      message: "the script has no top-level main(), which GALAXY calls after importing it",
      remedy: "Add: def main(): create_and_run_plugin(YourPlugin, sys.argv).",
    }),
  ];
};

/** The script and the manifest agree on the version. */
const scriptVersion: Rule<InstalledSubject> = async ({ script, member }) => {
  const version = member("version");
  const found = await script();
  const declared = found && DECLARED_VERSION.exec(found.text);
  const scriptVersion = declared?.[1];
  if (!found || !declared || scriptVersion === undefined || version === undefined || scriptVersion === version)
    return [];
  return [
    error("version-mismatch", {
      file: found.file,
      ...positionAt(found.text, declared.index),
      message: `the script declares version "${scriptVersion}", manifest.json "${version}"`,
      remedy: "Read the version from manifest.json, so that it is written only once.",
    }),
  ];
};

/** Nothing in the code keeps it from running in GALAXY 2.1. Node runs the code of a packed integration. */
const pythonVersions: Rule<InstalledSubject> = async ({ folder, script }) => {
  const found = await script();
  if (!found || found.text.includes(NODE_SCRIPT)) return [];
  try {
    return await checkPythonFolder(folder, found.file);
  } catch (failure) {
    if (!(failure instanceof PythonNotFoundError)) throw failure;
    const message = "not found, so the code cannot be checked for GALAXY 2.1";
    return [warning("python-not-found", { subject: "Python", message, remedy: failure.message })];
  }
};

/** The files that the launcher starts exist. */
const packedParts: Rule<InstalledSubject> = async (subject) => {
  const script = await subject.script();
  if (script?.text.includes(NODE_SCRIPT) !== true) return [];
  const files = await subject.files();
  const missing = [NODE_SCRIPT, BUNDLE_FILE].filter((name) => !files.some(({ path }) => path === name));
  const diagnostics = missing.map((name) =>
    error("missing-packed-file", {
      file: name,
      message: `does not exist, but ${script.file} starts it`,
      remedy: "Pack the project again, and unzip every file.",
    }),
  );
  const size = files.find(({ path }) => path === BUNDLE_FILE)?.size ?? 0;
  if (size <= LARGE_BUNDLE_BYTES) return diagnostics;
  return [
    ...diagnostics,
    warning("large-bundle", {
      file: BUNDLE_FILE,
      message: `the bundle is ${describeBytes(size)}, and Node reads all of it at every start`,
      remedy: "Look for smaller packages, or move data to a file in galaxyKit.assets.",
    }),
  ];
};

/** Every file can be installed and is of use to the user. */
const unneededFiles: Rule<InstalledSubject> = async ({ files }) => {
  return (await files()).flatMap(({ path, size, isLink }): CliDiagnostic[] => {
    if (isLink) {
      const message = "is a symbolic link, which a zip for every system cannot contain";
      return [error("symbolic-link", { file: path, message, remedy: "Replace it with the file itself." })];
    }
    if (/\.map$/.test(path)) {
      const message = "is a source map, which contains your source code";
      const remedy = "Remove it: stack traces in the log name the lines of your sources without it.";
      return [warning("source-map", { file: path, message, remedy })];
    }
    if (size > LARGE_FILE_BYTES && !RUNTIME.test(path)) {
      const message = `${describeBytes(size)}, which every user downloads with every release`;
      return [
        warning("large-file", { file: path, message, remedy: "Make it smaller, or download it when it is needed." }),
      ];
    }
    return [];
  });
};

/** Rules for an integration in the form that GALAXY installs. */
export const installedRules: readonly Rule<InstalledSubject>[] = [
  manifest,
  guid,
  platform,
  contact,
  scriptMain,
  scriptVersion,
  pythonVersions,
  packedParts,
  unneededFiles,
  secrets,
];
