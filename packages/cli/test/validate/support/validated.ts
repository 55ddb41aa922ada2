import { expect } from "@jest/globals";
import { runInProcess } from "../../support/in-process.js";

/** What `galaxy-kit validate` says about the folder it is in: nothing about itself. */
export async function validated(folder: string, args: readonly string[] = []) {
  const { code, stdout, stderr } = await runInProcess(["validate", ...args], { cwd: folder });
  expect(stderr.replace("Validating …\n", "")).toBe("");
  return { code, said: stdout };
}

/** One finding, as it is printed. */
export function finding(
  where: string,
  severity: "error" | "warning",
  rule: string,
  message: string,
  suggestion: string,
): string {
  return `${where}  ${severity}  ${message}\n  └ ${suggestion}  [${rule}]\n\n`;
}
