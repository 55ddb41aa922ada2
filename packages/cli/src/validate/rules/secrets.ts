import { type CliDiagnostic, error } from "../../diagnostics/diagnostic.js";
import { type OwnFile, readText } from "../subject/own-files.js";
import { entropicAssignments, knownSecrets } from "./find-secrets.js";
import type { Rule } from "./rule.js";

/** A folder with files of an author. */
interface Folder {
  readonly folder: string;
  files(): Promise<readonly OwnFile[]>;
  /** Files that users get unchanged; tools may have created some of them. */
  shipped(): Promise<readonly OwnFile[]>;
}

/** Written by tools; hashes look like secrets. */
const GENERATED =
  /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|plugin\.cjs|.*\.map|.*\.svg|.*\.tsbuildinfo)$/;
/** Keys of test vectors are in the self-tests of packages for cryptography. */
const SELF_TESTS = /(?:^|\/)SelfTest\//;
/** The right place for secrets, as long as it does not ship. */
const ENVIRONMENT = /(?:^|\/)\.env(?:\.[^/]*)?$/;

/** No file contains a key or a token. The secrets themselves are not shown. */
export const secrets: Rule<Folder> = async (subject) => {
  const shipped = new Map((await subject.shipped()).map((file) => [file.path, file]));
  const others = (await subject.files()).filter(({ path }) => !shipped.has(path));
  const files = [...shipped.values(), ...others].filter(({ path }) => !SELF_TESTS.test(path));
  const diagnostics: CliDiagnostic[] = [];
  for (const file of files) {
    if (!ENVIRONMENT.test(file.path)) diagnostics.push(...(await secretsIn(subject.folder, file)));
    else if (shipped.has(file.path)) {
      const message = "this file ships to every user, and files with this name usually contain secrets";
      const remedy = "Remove it from the files that ship.";
      diagnostics.push(error("env-file", { file: file.path, message, remedy }));
    }
  }
  return diagnostics;
};

async function secretsIn(folder: string, file: OwnFile): Promise<readonly CliDiagnostic[]> {
  const text = await readText(folder, file);
  if (text === undefined) return [];
  const known = await knownSecrets(file.path, text);
  const likely = GENERATED.test(file.path) ? [] : entropicAssignments(text);
  const places = [...known, ...likely.filter(({ line }) => !known.some((one) => one.line === line))];
  return places.map(({ what, line, column }) =>
    error("secret", {
      file: file.path,
      line,
      column,
      message: `this looks like a secret (${what}); anyone who has the file can read it`,
      remedy: "Remove it and revoke it. If each user has their own credentials, ask for them during login.",
    }),
  );
}
