import { BrowserNotFound, findBrowser } from "@galaxy-kit/simulator";
import type { Finding } from "../finding.js";

const subject = "Browser";

/** What the simulated client shows login windows in. */
export function checkBrowser(): Finding[] {
  try {
    return [{ subject, severity: "ok", message: findBrowser() }];
  } catch (error) {
    if (!(error instanceof BrowserNotFound)) throw error;
    return [
      {
        subject,
        severity: "warning",
        message: "none is found, and dev shows login windows in one",
        remedy: error.message,
      },
    ];
  }
}
