import { join } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";

/** The file that GALAXY's Python writes what an integration logs to. */
export function logPath(folder: string, { platform, guid }: Manifest): string {
  return join(folder, `plugin-${platform}-${guid}.log`);
}
