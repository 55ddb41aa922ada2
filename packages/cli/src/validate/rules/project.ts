import type { ProjectSubject } from "../subject/project-subject.js";
import type { Rule } from "../subject/rule.js";
import { bundleSize } from "./code.js";
import { bundles } from "./code.js";
import { compiles } from "./code.js";
import { entry } from "./code.js";
import { onePlugin } from "./code.js";
import { definition } from "./definition.js";
import { features } from "./definition.js";
import { platform } from "./definition.js";
import { assets } from "./package.js";
import { contact } from "./package.js";
import { guid } from "./package.js";
import { packageJson } from "./package.js";
import { unshippedFiles } from "./package.js";
import { secretsInFiles } from "./secrets.js";

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
