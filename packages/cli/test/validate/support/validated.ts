import { expect } from "@jest/globals";
import { runInProcess } from "../../support/in-process.js";

/** Runs `galaxy-kit validate` in a folder. */
export async function validated(folder: string, args: readonly string[] = []) {
  const { code, stdout, stderr } = await runInProcess(["validate", ...args], { cwd: folder });
  expect(stderr.replace("Validating …\n", "")).toBe("");
  return { code, output: stdout };
}

/** Returns the printed form of a diagnostic. */
export function diagnostic(
  where: string,
  severity: "error" | "warning",
  code: string,
  message: string,
  remedy: string,
): string {
  return `${where}  ${severity}  ${message}\n  └ ${remedy}  [${code}]\n\n`;
}
