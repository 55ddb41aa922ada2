import { createHash } from "node:crypto";

/** Returns what tells accounts apart without saying who they are: what is stored with the credentials is masked in the log. */
export function accountOf(userId: string): string {
  return createHash("sha256").update(userId).digest("base64url").slice(0, 12);
}
