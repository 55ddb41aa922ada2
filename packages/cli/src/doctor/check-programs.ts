import { readFileSync } from "node:fs";
import { BrowserNotFoundError, findBrowser, findPython, PythonNotFoundError } from "@galaxy-kit/simulator";
import { type CliDiagnostic, error, warning } from "../diagnostics/diagnostic.js";
import { shippedFile } from "../shipped-file.js";
import { ok } from "./ok.js";

/** Checks the Node that runs this tool. */
export function checkNode(version: string = process.versions.node): CliDiagnostic[] {
  const oldest = requiredNode();
  if (version.localeCompare(oldest, "en", { numeric: true }) >= 0) return [ok("Node", version)];
  const message = `${version} is older than ${oldest}, the oldest supported version`;
  const remedy = "Install a newer version from https://nodejs.org.";
  return [error("node-too-old", { subject: "Node", message, remedy })];
}

/** Reads the oldest supported version from `engines.node` of package.json. */
function requiredNode(): string {
  const manifest = readFileSync(shippedFile("package.json"), "utf8");
  const { engines } = JSON.parse(manifest) as { readonly engines: { readonly node: string } };
  return engines.node.replace(/^>=/, "");
}

/** Checks the Python that stands in for GALAXY's own in the simulated client. */
export async function checkPython(): Promise<CliDiagnostic[]> {
  try {
    const { version, command } = await findPython();
    return [ok("Python", `${version}, ${command}`)];
  } catch (failure) {
    if (!(failure instanceof PythonNotFoundError)) throw failure;
    const message = "not found; dev needs it to run packed integrations and those written in Python";
    return [warning("python-not-found", { subject: "Python", message, remedy: failure.message })];
  }
}

/** Checks the browser in which the simulated client shows login windows. */
export function checkBrowser(): CliDiagnostic[] {
  try {
    return [ok("Browser", findBrowser())];
  } catch (failure) {
    if (!(failure instanceof BrowserNotFoundError)) throw failure;
    const message = "not found; dev needs it to show login windows";
    return [warning("browser-not-found", { subject: "Browser", message, remedy: failure.message })];
  }
}
