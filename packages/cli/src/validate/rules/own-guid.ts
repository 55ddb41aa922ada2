import { randomUUID } from "node:crypto";
import type { Place } from "@galaxy-kit/protocol";
import { type CliDiagnostic, error, warning } from "../../diagnostics/diagnostic.js";
import { isGogGuid } from "../../project/gog-guids.js";
import { isExampleGuid } from "../../project/templates.js";

/** Reports a guid that belongs to something else. */
export async function ownGuid(guid: string, place: Place): Promise<CliDiagnostic[]> {
  const remedy = `Use a new one: "guid": "${randomUUID()}".`;
  if (await isExampleGuid(guid)) {
    const message = `the guid ${guid} comes from an example; GALAXY treats two integrations with the same guid as one`;
    return [error("example-guid", { ...place, message, remedy })];
  }
  if (isGogGuid(guid)) {
    const message = `the guid ${guid} is that of an integration by GOG, which GALAXY may install over this one`;
    return [warning("gog-guid", { ...place, message, remedy })];
  }
  return [];
}
