import { type OwnFile } from "../subject/own-files.js";
import { readText } from "../subject/own-files.js";
import type { Rule } from "../subject/rule.js";
import { error, type Finding } from "../subject/rule.js";
import { entropicAssignments } from "./find-secrets.js";
import { knownSecrets } from "./find-secrets.js";

/** Anything with files of an author. */
interface Folder {
  readonly folder: string;
  files(): Promise<readonly OwnFile[]>;
  /** Those that users get as they are; the author's files may be without them, where they are made by a tool. */
  shipped(): Promise<readonly OwnFile[]>;
}

/** Made by machines: hashes look like secrets. */
const GENERATED =
  /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|plugin\.cjs|.*\.map|.*\.svg|.*\.tsbuildinfo)$/;
/** Where secrets belong, as long as it does not ship. */
const ENVIRONMENT = /(?:^|\/)\.env(?:\.[^/]*)?$/;

/** Nobody's keys are in the files. What is found is not shown. */
export const secretsInFiles: Rule<Folder> = {
  name: "secrets",
  async find(subject) {
    const findings: Finding[] = [];
    const shipped = new Map((await subject.shipped()).map((file) => [file.path, file]));
    const others = (await subject.files()).filter(({ path }) => !shipped.has(path));
    for (const file of [...shipped.values(), ...others]) {
      if (ENVIRONMENT.test(file.path)) {
        if (shipped.has(file.path))
          findings.push(
            error(
              { file: file.path },
              "ships to every user, and files of this name are for secrets",
              "Move it out of what ships.",
            ),
          );
        continue;
      }
      const text = await readText(subject.folder, file);
      if (text === undefined) continue;
      const known = await knownSecrets(file.path, text);
      const likely = GENERATED.test(file.path) ? [] : entropicAssignments(text);
      const places = [...known, ...likely.filter(({ line }) => !known.some((one) => one.line === line))];
      findings.push(
        ...places.map(({ what, line, column }) =>
          error(
            { file: file.path, line, column },
            `this looks like a secret (${what}), which everybody can read who has the file`,
            "Take it out, and make it invalid where it came from. Users bring their own: ask for it in the login.",
          ),
        ),
      );
    }
    return findings;
  },
};
