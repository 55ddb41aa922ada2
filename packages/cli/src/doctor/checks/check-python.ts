import { findPython, PythonMissing } from "@galaxy-kit/simulator";
import type { Finding } from "../finding.js";

const subject = "Python";

/** What stands in for GALAXY's own Python in the simulated client. */
export async function checkPython(): Promise<Finding[]> {
  try {
    const { version, command } = await findPython();
    return [{ subject, severity: "ok", message: `${version}, ${command}` }];
  } catch (error) {
    if (!(error instanceof PythonMissing)) throw error;
    return [
      {
        subject,
        severity: "warning",
        message: "none is found, and dev starts packed integrations and those in Python with it",
        remedy: error.message,
      },
    ];
  }
}
