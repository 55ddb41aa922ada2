import type { Finding } from "../finding.js";

/** As the packages' `engines` have it. */
const OLDEST = [20, 19] as const;

/** The Node that runs this. */
export function checkNode(version: string = process.versions.node): Finding[] {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  if (!isOld) return [{ subject: "Node", severity: "ok", message: version }];
  const message = `${version} is older than ${OLDEST.join(".")}, the oldest that Galaxy Kit is made for`;
  return [{ subject: "Node", severity: "error", message, remedy: "install a newer one from https://nodejs.org" }];
}
