import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Platform } from "@galaxy-kit/protocol";

/** The properties that identify the stored state of an integration. */
export interface Identity {
  readonly folder: string;
  readonly guid?: string | undefined;
  /** Unknown for a project, whose class names its platform. */
  readonly platform?: Platform | undefined;
}

const HASH_LENGTH = 16;

/**
 * Returns the name of the file with an integration's state. It comes from the platform and the guid, as GALAXY distinguishes
 * integrations by both, or from the folder if there is no guid.
 */
export function storeName({ folder, guid, platform }: Identity): string {
  if (guid !== undefined && /^[\w.-]+$/.test(guid)) return `${platform ?? "guid"}_${guid.toLowerCase()}`;
  const readable =
    basename(folder)
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join("-") ?? "project";
  return `${readable}_${createHash("sha256").update(folder).digest("hex").slice(0, HASH_LENGTH)}`;
}
