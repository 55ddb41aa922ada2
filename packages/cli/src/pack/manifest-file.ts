import { randomUUID } from "node:crypto";
import { manifest } from "@galaxy-kit/protocol";
import type { Description } from "../project/describe-integration.js";
import { LAUNCHER, type PackedFile, textFile } from "../project/packed-file.js";
import { packageField, ProjectRefusedError } from "../project/project-refused-error.js";
import type { Project, Updates } from "../project/read-project.js";

/** The manifest.json, which makes a folder an integration for GALAXY. */
export function manifestFile(project: Project, description: Description): PackedFile {
  const { version, author, url, updates } = project;
  const json = manifest.encode({
    name: description.name ?? project.name,
    platform: description.platform,
    guid: guidOf(project, description),
    version,
    description: project.description,
    author: author.name,
    email: author.email,
    url,
    updateUrl: updates && updateUrl(project, updates, description),
    script: LAUNCHER,
  });
  return textFile("manifest.json", `${JSON.stringify(json, null, 2)}\n`);
}

/** Each variant has its own releases. */
function updateUrl({ folder }: Project, { url }: Updates, { variant }: Description): string {
  if (variant === undefined) return url;
  if (url.includes("{variant}")) return url.replaceAll("{variant}", variant);
  const message = `is the same for all variants, so GALAXY would replace one with another`;
  const remedy = `Add {variant}, such as https://example.org/current_version-{variant}.json.`;
  throw new ProjectRefusedError(folder, [packageField("shared-update-url", "galaxyKit.updateUrl", message, remedy)]);
}

/** The guid of the class or of package.json; only one of them needs it. */
function guidOf(project: Project, { plugin, guid }: Description): string {
  const refusal = (code: "missing-guid" | "guid-mismatch", message: string, remedy: string): ProjectRefusedError =>
    new ProjectRefusedError(project.folder, [packageField(code, "galaxyKit.guid", message, remedy)]);
  if (guid === undefined && project.guid === undefined) {
    const remedy = `Use a new one: "galaxyKit": { "guid": "${randomUUID()}" }.`;
    throw refusal("missing-guid", "missing; an integration without a guid cannot be installed", remedy);
  }
  if (guid !== undefined && project.guid !== undefined && guid !== project.guid) {
    const message = `is ${project.guid}, but @GalaxyPlugin() of ${plugin} sets ${guid}`;
    throw refusal("guid-mismatch", message, "Keep one of them.");
  }
  return guid ?? project.guid ?? "";
}
