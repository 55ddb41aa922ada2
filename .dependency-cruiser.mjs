/**
 * What the table of arrows in eslint.config.js cannot see: cycles inside a package, between files and between folders. Type imports
 * count, because they say as much about the layout as others do.
 *
 * @type {import("dependency-cruiser").IConfiguration}
 */
export default {
  forbidden: [
    {
      name: "no-file-cycles",
      comment:
        "Two files that import each other, directly or through others, are one file or three: extract what both need.",
      severity: "error",
      from: {},
      // The simulator hands itself to scenarios written in TypeScript: it imports itself by name, when it runs one.
      to: { circular: true, viaOnly: { pathNot: "^packages/simulator/src/scenario/.*/load-scenario\\.ts$" } },
    },
    {
      name: "no-folder-cycles",
      comment: "Folders of a package depend on each other in one direction: move the file that points back.",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|test)/" },
    includeOnly: { path: "^(packages|apps)/[^/]+/src/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.test.json" },
  },
};
