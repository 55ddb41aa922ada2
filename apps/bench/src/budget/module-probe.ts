/* Loaded before a program with `node --import`. Reports the modules that the program loaded when it exits. */
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import Module, { isBuiltin } from "node:module";
import { type LoadedModules, REPORT_VARIABLE } from "./loaded-modules.js";

const files = new Set<string>();
const inspector = new Session();
inspector.connect();
inspector.on("Debugger.scriptParsed", ({ params }) => {
  if (params.url.startsWith("file:")) files.add(params.url);
});
inspector.post("Debugger.enable");
// The scripts reported so far were loaded before the program: this file.
files.clear();

// The modules that Node loads internally depend on its version; the ones that are required do not.
const builtIns = new Set<string>();
const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (request, ...rest) => {
  if (isBuiltin(request)) builtIns.add(request.replace(/^node:/, ""));
  return load(request, ...rest);
};

process.on("exit", () => {
  const loaded: LoadedModules = { files: files.size, builtIns: builtIns.size };
  writeFileSync(process.env[REPORT_VARIABLE] ?? "", JSON.stringify(loaded));
});
