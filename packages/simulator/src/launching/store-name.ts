import { createHash } from "node:crypto";
import { basename } from "node:path";

/** The properties that identify the stored state of an integration. */
export interface Identity {
  readonly folder: string;
  readonly guid?: string | undefined;
}

const HASH_LENGTH = 16;

/**
 * Returns the name of the file with an integration's state. It comes from the guid, which a project and its packed form share,
 * or from the folder if there is no guid.
 */
export function storeName({ folder, guid }: Identity): string {
  if (guid !== undefined && /^[0-9a-f-]{32,36}$/i.test(guid)) return `guid_${guid.toLowerCase()}`;
  const readable =
    basename(folder)
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join("-") ?? "project";
  return `${readable}_${createHash("sha256").update(folder).digest("hex").slice(0, HASH_LENGTH)}`;
}
