import type { InstalledSubject } from "../../installed/installed-subject.js";
import type { Rule } from "../../rule.js";
import { secretsInFiles } from "../any/secrets.js";
import { contact } from "./contact.js";
import { guid } from "./guid.js";
import { manifest } from "./manifest.js";
import { packedParts } from "./packed-parts.js";
import { pythonVersions } from "./python-versions.js";
import { scriptMain } from "./script-main.js";
import { scriptVersion } from "./script-version.js";
import { strayFiles } from "./stray-files.js";

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
