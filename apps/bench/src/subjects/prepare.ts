import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Session } from "../session/session.js";
import { findPythons, minorOf, namedPythons, type Python } from "./find-pythons.js";
import { type PackedFolder, packIntegration } from "./pack.js";
import { hasPythonApi, makePythonFolder, startedByPython } from "./python-folder.js";
import { integrationScript } from "./source.js";
import type { PythonSubjects, Subject, Subjects } from "./subject.js";
import { wantedVariables } from "./wanted-variables.js";

/** The version of Python that the figures are compared with, if it is there. */
const COMPARED_WITH = "3.13";
/** Longer than the launcher waits before it keeps V8's compiled code. */
const UNTIL_CODE_IS_KEPT_MS = 3000;

/** Where to look for what is not part of the framework. */
export interface Given {
  readonly pythons: readonly string[];
  readonly pythonApi: string | undefined;
}

/** Puts everything that is measured into a folder, and starts each once, so that what is compiled and kept is there. */
export async function prepareSubjects(folder: string, given: Given, say: (what: string) => void): Promise<Subjects> {
  const pythons = given.pythons.length > 0 ? await namedPythons(given.pythons) : await findPythons();
  const pythonFolder = makePythonFolder(join(folder, "python"), given.pythonApi);
  say("Packing");
  const packedFolder = await packIntegration(folder);
  const source = nodeSubject("Galaxy Kit, from source", process.execPath, [integrationScript]);
  const packed = nodeSubject("Galaxy Kit, packed", packedFolder.node, packedFolder.args);
  const transports = ["socket", "worker"].map((transport) =>
    nodeSubject(`  the same, GALAXY_KIT_TRANSPORT=${transport}`, packedFolder.node, packedFolder.args, {
      GALAXY_KIT_TRANSPORT: transport,
    }),
  );
  const floor = floorSubject(packedFolder.node);
  const withPythons = await Promise.all(pythons.map((python) => pythonSubjects(python, pythonFolder, packedFolder)));

  say("Starting each once");
  const all = [
    source,
    packed,
    ...transports,
    floor,
    ...withPythons.flatMap(({ reference, launched }) => [launched, ...(reference ? [reference] : [])]),
  ];
  for (const subject of all.filter((one) => one !== packed)) await warmUp(subject, 0);
  await warmUp(packed, UNTIL_CODE_IS_KEPT_MS);

  const compared = withPythons.filter(({ reference }) => reference !== undefined);
  const comparison = compared.find(({ version }) => minorOf(version) === COMPARED_WITH) ?? compared.at(-1);
  return { source, packed, transports, floor, pythons: withPythons, comparison };
}

async function warmUp(subject: Subject, milliseconds: number): Promise<void> {
  const session = await Session.start(subject.program());
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await session.end();
}

function nodeSubject(
  what: string,
  node: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Subject {
  return {
    name: `${what} (Node ${versionOf(node)})`,
    program: (wanted) => ({ command: node, args, env: { ...env, ...wantedVariables(wanted) } }),
  };
}

function floorSubject(node: string): Subject {
  const script = fileURLToPath(new URL("floor.js", import.meta.url));
  return {
    name: `floor: serialised before (Node ${versionOf(node)})`,
    program: (wanted) => ({ command: node, args: [script], env: wantedVariables(wanted) }),
  };
}

async function pythonSubjects(python: Python, folder: string, packed: PackedFolder): Promise<PythonSubjects> {
  const { version } = python;
  const reference: Subject = {
    name: `Python API (Python ${version})`,
    program: (wanted) => startedByPython(python, folder, wantedVariables(wanted)),
  };
  const launched: Subject = {
    name: `Galaxy Kit, packed (launched by Python ${version})`,
    program: (wanted) => startedByPython(python, packed.path, wantedVariables(wanted)),
  };
  return { version, reference: (await hasPythonApi(python, folder)) ? reference : undefined, launched };
}

function versionOf(node: string): string {
  return node === process.execPath
    ? process.versions.node
    : execFileSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).trim();
}
