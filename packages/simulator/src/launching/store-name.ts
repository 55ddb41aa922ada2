import { createHash } from "node:crypto";
import { basename } from "node:path";

/** What tells the stored state of one integration from that of another. */
export interface Identity {
  readonly folder: string;
  readonly guid?: string | undefined;
}

const HASH_LENGTH = 16;

/**
 * A name for the file of an integration's state: its guid, which a project and its packed form have in common. One without a
 * guid is told by its folder.
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
