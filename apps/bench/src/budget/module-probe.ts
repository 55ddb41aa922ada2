/* Loaded before a program, by `node --import`: tells what the program has loaded, when it ends. */
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
// What is told at once is what has been loaded before: this file.
files.clear();

// What Node loads by itself differs with its version; what is required does not.
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
