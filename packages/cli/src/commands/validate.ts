import { defineCommand } from "../command-line/command.js";

export const command = defineCommand({
  summary: "Finds what keeps an integration from working for its users.",
  operands: { usage: "[DIR]", most: 1 },
  options: {
    strict: { type: "boolean", description: "end with 1 for warnings as well" },
    json: { type: "boolean", description: "print what was found as JSON" },
  },
  description: `
DIR is a TypeScript project, a packed integration or a Python one (default: the current folder). A project is compiled, asked
what it is, and bundled; it is not connected with anything.

Examples:
  galaxy-kit validate
  galaxy-kit validate --strict --json plugins/itch

It ends with 0, with 1 when there are errors, and with 2 when the command line has some.`,
  run: async (options, [folder = "."]) => {
    const { runValidate } = await import("../validation/run-validate.js");
    return await runValidate(folder, options);
  },
});
