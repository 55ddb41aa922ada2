import { error, type Finding } from "../../finding.js";
import { entropicAssignments } from "../../secrets/entropic-assignments.js";
import { knownSecrets } from "../../secrets/known-secrets.js";
import { type OwnFile } from "../../own-files.js";
import type { Rule } from "../../rule.js";
import { readText } from "../../text-file.js";

/** Anything with files of an author. */
interface Folder {
  readonly folder: string;
  files(): Promise<readonly OwnFile[]>;
}

/** Made by machines: hashes look like secrets. */
const GENERATED = /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|plugin\.cjs|.*\.map|.*\.svg|.*\.tsbuildinfo)$/;
/** Where secrets belong; it does not ship. */
const ENVIRONMENT = /(?:^|\/)\.env(?:\.[^/]*)?$/;

/** Nobody's keys are in the files. What is found is not shown. */
export const secretsInFiles: Rule<Folder> = {
  name: "secrets",
  async find(subject) {
    const findings: Finding[] = [];
    for (const file of await subject.files()) {
      if (ENVIRONMENT.test(file.path)) continue;
      const text = await readText(subject.folder, file);
      if (text === undefined) continue;
      const known = await knownSecrets(file.path, text);
      const others = GENERATED.test(file.path) ? [] : entropicAssignments(text);
      const places = [...known, ...others.filter(({ line }) => !known.some((one) => one.line === line))];
      findings.push(...places.map(({ what, line, column }) =>
        error({ file: file.path, line, column }, `this looks like a secret (${what}), which everybody can read who has the file`, "Take it out, and make it invalid where it came from. Users bring their own: ask for it in the login."),
      ));
    }
    return findings;
  },
};
