import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "@galaxy-kit/protocol";
import { IntegrationRefused } from "../../../packing/describe-integration.js";
import { error, type Finding, type Place } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

/** `at open (file:///home/me/shelf/dist/main.js:2:7)`, or what node says before it shows the line. */
const TRACE_LINE = /(file:\/\/[^\s()]+?|\/[^()]*?|[A-Za-z]:[\\/][^()]*?):(\d+)(?::(\d+))?\)?$/;

/** The integration can be put together: a platform that GALAXY knows, a login, nothing twice, everything provided. */
export const definition: Rule<ProjectSubject> = {
  name: "definition",
  async find(project) {
    const described = await project.description();
    if (!described || described.ok) return [];
    const { reason } = described;
    if (!(reason instanceof IntegrationRefused))
      return [error(await project.entryPlace(), reason.message, "Write: await runPlugin(YourPlugin);")];
    if (reason.diagnostics.length > 0)
      return await Promise.all(reason.diagnostics.map((diagnostic) => locate(diagnostic, project)));
    const { place, message } = await locateFailure(reason.said, project);
    return [error(place, message, "It is thrown while the modules are loaded: correct it there.")];
  },
};

async function locate(diagnostic: Diagnostic, project: ProjectSubject): Promise<Finding> {
  const { subject = "", message, remedy = "", line, column } = diagnostic;
  const file = diagnostic.file === undefined ? undefined : project.relative(diagnostic.file);
  // Without source maps it is a place in what the compiler has made.
  const isSource = (await project.sources()).some((source) => source.file === file);
  const place =
    file !== undefined && isSource
      ? { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) }
      : await project.placeOf(subject);
  return error(place, `${subject}: ${message.replaceAll(`${project.folder}${sep}`, "")}`, remedy);
}

/** The first line of a trace that is the author's own. */
async function locateFailure(
  said: readonly string[],
  project: ProjectSubject,
): Promise<{ readonly place: Place; readonly message: string }> {
  const lines = said.flatMap((part) => part.split("\n"));
  const message = lines.find((line) => /^(?:Uncaught )?\w*Error\b.*:/.test(line)) ?? lines[0] ?? "it cannot be started";
  for (const line of lines) {
    const [, written, row, column] = TRACE_LINE.exec(line) ?? [];
    const path = written?.startsWith("file:") === true ? fileURLToPath(written) : written;
    if (path?.startsWith(project.folder + sep) !== true || path.includes("node_modules")) continue;
    return {
      place: {
        file: project.relative(path),
        line: Number(row),
        ...(column !== undefined && { column: Number(column) }),
      },
      message,
    };
  }
  return { place: await project.entryPlace(), message };
}
