import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Session } from "../session/session.js";
import { findPythons, minorOf, namedPythons, type Python } from "./find-pythons.js";
import { type PackedFolder, packIntegration } from "./pack.js";
import { hasPythonApi, makePythonFolder, startedByPython } from "./python-folder.js";
import { integrationScript } from "./source.js";
import type { PythonSubjects, Subject, Subjects } from "./subject.js";
import { variablesFor } from "./variables-for.js";

/** The version of Python to compare with, if it is available. */
const PREFERRED_PYTHON = "3.13";
/** Longer than main.cjs waits before it saves V8's code cache. */
const CODE_CACHE_SAVED_MS = 3000;

/** Where to find Python and the Python API. */
export interface PythonOptions {
  readonly pythons: readonly string[];
  readonly pythonApi: string | undefined;
}

/** Puts all subjects into a folder, and starts each once to fill the code caches. */
export async function prepareSubjects(
  folder: string,
  given: PythonOptions,
  log: (text: string) => void,
): Promise<Subjects> {
  const pythons = given.pythons.length > 0 ? await namedPythons(given.pythons) : await findPythons();
  const pythonFolder = makePythonFolder(join(folder, "python"), given.pythonApi);
  log("Packing");
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

  log("Warming up");
  const all = [
    source,
    packed,
    ...transports,
    floor,
    ...withPythons.flatMap(({ reference, launched }) => [launched, ...(reference ? [reference] : [])]),
  ];
  for (const subject of all.filter((one) => one !== packed)) await warmUp(subject, 0);
  await warmUp(packed, CODE_CACHE_SAVED_MS);

  const comparable = withPythons.filter(({ reference }) => reference !== undefined);
  const comparison = comparable.find(({ version }) => minorOf(version) === PREFERRED_PYTHON) ?? comparable.at(-1);
  const keptCode = join(packedFolder.path, "plugin.cjs.cache");
  return { source, packed, transports, keptCode, floor, pythons: withPythons, comparison };
}

async function warmUp(subject: Subject, ms: number): Promise<void> {
  await Session.during(subject.program(), () => new Promise((resolve) => setTimeout(resolve, ms)));
}

function nodeSubject(
  name: string,
  node: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Subject {
  return {
    name: `${name} (Node ${versionOf(node)})`,
    program: (settings) => ({ command: node, args, env: { ...env, ...variablesFor(settings) } }),
  };
}

function floorSubject(node: string): Subject {
  const script = fileURLToPath(new URL("floor.js", import.meta.url));
  return {
    name: `floor: serialized in advance (Node ${versionOf(node)})`,
    program: (settings) => ({ command: node, args: [script], env: variablesFor(settings) }),
  };
}

async function pythonSubjects(python: Python, folder: string, packed: PackedFolder): Promise<PythonSubjects> {
  const { version } = python;
  const reference: Subject = {
    name: `Python API (Python ${version})`,
    program: (settings) => startedByPython(python, folder, variablesFor(settings)),
  };
  const launched: Subject = {
    name: `Galaxy Kit, packed (launched by Python ${version})`,
    program: (settings) => startedByPython(python, packed.path, variablesFor(settings)),
  };
  return { version, reference: (await hasPythonApi(python, folder)) ? reference : undefined, launched };
}

function versionOf(node: string): string {
  return node === process.execPath
    ? process.versions.node
    : execFileSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).trim();
}
