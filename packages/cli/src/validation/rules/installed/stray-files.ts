import { describeBytes } from "../../../terminal/bytes.js";
import { error, type Finding, warning } from "../../finding.js";
import type { InstalledSubject } from "../../installed/installed-subject.js";
import type { Rule } from "../../rule.js";

const LARGE = 20 * 1024 * 1024;
/** A runtime is as large as it is. */
const RUNTIME = /^node\//;

/** There is nothing that a user cannot install, or has no use for. */
export const strayFiles: Rule<InstalledSubject> = {
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
