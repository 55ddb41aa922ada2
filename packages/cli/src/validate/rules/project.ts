import type { ProjectSubject } from "../subject/project-subject.js";
import { bundles, bundleSize, compiles, entry, singlePlugin } from "./code.js";
import { definition, features, listedServices, platform } from "./definition.js";
import { assets, contact, guid, packageJson, unshippedFiles } from "./package.js";
import type { Rule } from "./rule.js";
import { secrets } from "./secrets.js";

/** Rules for the project of an integration. */
export const projectRules: readonly Rule<ProjectSubject>[] = [
  packageJson,
  guid,
  contact,
  compiles,
  entry,
  singlePlugin,
  definition,
  listedServices,
  platform,
  features,
  bundles,
  bundleSize,
  assets,
  unshippedFiles,
  secrets,
];
