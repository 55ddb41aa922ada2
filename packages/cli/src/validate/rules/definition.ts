import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Diagnostic, Feature, Platform } from "@galaxy-kit/protocol";
import { IntegrationRefused } from "../../project/describe-integration.js";
import type { ProjectSubject } from "../subject/project-subject.js";
import { error, type Finding, type Place, type Rule, warning } from "../subject/rule.js";

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

/** The platform is one. Which ids there are, the definition has checked. */
export const platform: Rule<ProjectSubject> = {
  name: "platform",
  async find(project) {
    const described = await project.description();
    if (described?.ok !== true || described.value.platform !== Platform.Unknown) return [];
    return [
      warning(
        await project.placeOf(described.value.plugin),
        'the platform "unknown" is none',
        "Write that of your shop, or Platform.Generic where GALAXY has none for it.",
      ),
    ];
  },
};

/** What GALAXY offers only together with something else. */
const pairs: readonly {
  readonly feature: string;
  readonly needs: string;
  readonly why: string;
  readonly decorator: string;
}[] = [
  ...[Feature.LaunchGame, Feature.UninstallGame].map((feature) => ({
    ...{ feature, needs: Feature.ImportInstalledGames, decorator: "@LocalGames()" },
    why: "GALAXY offers that for installed games only",
  })),
  ...[
    Feature.ImportAchievements,
    Feature.ImportGameTime,
    Feature.ImportOSCompatibility,
    Feature.ImportGameLibrarySettings,
  ].map((feature) => ({
    ...{ feature, needs: Feature.ImportOwnedGames, decorator: "@OwnedGames()" },
    why: "GALAXY asks for it game by game, for the games that it knows",
  })),
];

/** There is a feature, and none that cannot show without another one. */
export const features: Rule<ProjectSubject> = {
  name: "features",
  async find(project) {
    const described = await project.description();
    if (described?.ok !== true) return [];
    const { plugin, features: announced } = described.value;
    const place = await project.placeOf(plugin);
    if (announced.length === 0) {
      return [
        warning(
          place,
          "no feature is announced: GALAXY has nothing to show but a login",
          "Decorate a method, such as with @OwnedGames(), and name its class among the services of @GalaxyPlugin().",
        ),
      ];
    }
    return pairs
      .filter(({ feature, needs }) => announced.includes(feature) && !announced.includes(needs))
      .map(({ feature, needs, why, decorator }) =>
        warning(place, `${feature} is announced without ${needs}: ${why}`, `Add a method with ${decorator}.`),
      );
  },
};
