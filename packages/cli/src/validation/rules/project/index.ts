import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";
import { secretsInFiles } from "../any/secrets.js";
import { assets } from "./assets.js";
import { bundleSize } from "./bundle-size.js";
import { bundles } from "./bundles.js";
import { compiles } from "./compiles.js";
import { contact } from "./contact.js";
import { definition } from "./definition.js";
import { entry } from "./entry.js";
import { features } from "./features.js";
import { guid } from "./guid.js";
import { onePlugin } from "./one-plugin.js";
import { packageJson } from "./package-json.js";
import { platform } from "./platform.js";
import { unshippedFiles } from "./unshipped-files.js";

/** What is looked for in the project of an integration. */
export const projectRules: readonly Rule<ProjectSubject>[] = [
  packageJson,
  guid,
  contact,
  compiles,
  entry,
  onePlugin,
  definition,
  platform,
  features,
  bundles,
  bundleSize,
  assets,
  unshippedFiles,
  secretsInFiles,
];
