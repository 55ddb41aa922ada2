import { BrowserNotFoundError, findBrowser, findPython, PythonNotFoundError } from "@galaxy-kit/simulator";
import type { Finding } from "./findings.js";

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

/** What stands in for GALAXY's own Python in the simulated client. */
export async function checkPython(): Promise<Finding[]> {
  try {
    const { version, command } = await findPython();
    return [{ subject: "Python", severity: "ok", message: `${version}, ${command}` }];
  } catch (error) {
    if (!(error instanceof PythonNotFoundError)) throw error;
    return [
      {
        subject: "Python",
        severity: "warning",
        message: "none is found, and dev starts packed integrations and those in Python with it",
        remedy: error.message,
      },
    ];
  }
}

/** What the simulated client shows login windows in. */
export function checkBrowser(): Finding[] {
  try {
    return [{ subject: "Browser", severity: "ok", message: findBrowser() }];
  } catch (error) {
    if (!(error instanceof BrowserNotFoundError)) throw error;
    return [
      {
        subject: "Browser",
        severity: "warning",
        message: "none is found, and dev shows login windows in one",
        remedy: error.message,
      },
    ];
  }
}
