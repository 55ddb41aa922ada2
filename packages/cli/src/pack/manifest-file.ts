import { randomUUID } from "node:crypto";
import { manifest } from "@galaxy-kit/protocol";
import type { Description } from "../project/describe-integration.js";
import { LAUNCHER, type PackedFile, textFile } from "../project/packed-file.js";
import { ProjectRefused } from "../project/project-refused.js";
import type { Project } from "../project/read-project.js";

/** By which GALAXY finds the integration in its folder. */
export function manifestFile(project: Project, description: Description): PackedFile {
  const { name, version, author, url, updates } = project;
  const json = manifest.encode({
    ...{ name, platform: description.platform, guid: guidOf(project, description), version },
    ...{ description: project.description, author: author.name, email: author.email, url },
    updateUrl: updates?.url,
    script: LAUNCHER,
  });
  return textFile("manifest.json", `${JSON.stringify(json, null, 2)}\n`);
}

/** The class or the package.json says it, and only one of them has to. */
function guidOf(project: Project, { plugin, guid }: Description): string {
  const problem = (message: string): ProjectRefused =>
    new ProjectRefused(project.folder, [{ file: "package.json", path: "galaxyKit.guid", message }]);
  if (guid === undefined && project.guid === undefined) {
    throw problem(`an integration needs one to be installed; a new one: "galaxyKit": { "guid": "${randomUUID()}" }`);
  }
  if (guid !== undefined && project.guid !== undefined && guid !== project.guid) {
    throw problem(`is ${project.guid}, and @GalaxyPlugin() of ${plugin} says ${guid}: keep one of them`);
  }
  return guid ?? project.guid ?? "";
}
