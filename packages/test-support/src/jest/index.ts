/** Helpers that run under jest only: what they create is gone after each test. */
export { bundledApp, bundledFolderLibrary } from "./bundled-app.js";
export { newFolder } from "./folders.js";
export { anyPython, describeEachPython, describeWithPython, pythons, withPython } from "./pythons.js";
