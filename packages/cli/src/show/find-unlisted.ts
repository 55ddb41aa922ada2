import type { Diagnostic } from "@galaxy-kit/protocol";
import type { IntegrationFolder } from "@galaxy-kit/simulator";
import { describeIntegration } from "../project/describe-integration.js";
import { notOwn, ownFiles } from "../validate/subject/own-files.js";
import { classesIn, readSources } from "../validate/subject/sources.js";
import { unlistedServices } from "../validate/unlisted-services.js";

/** Finds classes that a built project forgot to list. Never fails: starting the integration reports what is wrong with it. */
export async function findUnlisted(
  { folder, entry, source }: IntegrationFolder,
  signal: AbortSignal,
): Promise<readonly Diagnostic[]> {
  if (entry === undefined) return [];
  try {
    const modules = (await readSources(folder, await ownFiles(folder, notOwn))).filter(({ isTest }) => !isTest);
    return await unlistedServices(modules.flatMap(classesIn), () => describeIntegration(source, { signal }));
  } catch {
    return [];
  }
}
