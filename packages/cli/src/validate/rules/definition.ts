import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Diagnostic, Feature, isListedPlatform, isPlatform, type Place } from "@galaxy-kit/protocol";
import { type CliDiagnostic, error, warning } from "../../diagnostics/diagnostic.js";
import { IntegrationRefusedError, IntegrationStartError } from "../../project/describe-integration.js";
import type { ProjectSubject } from "../subject/project-subject.js";
import { unlistedServices } from "../unlisted-services.js";
import type { Rule } from "./rule.js";

/** `at open (file:///home/me/shelf/dist/main.js:2:7)`, or the place that Node prints above the line itself. */
const TRACE_LINE = /(file:\/\/[^\s()]+?|\/[^()]*?|[A-Za-z]:[\\/][^()]*?):(\d+)(?::(\d+))?\)?$/;

/** The integration can be assembled: a known platform, a login, nothing declared twice, everything provided. */
export const definition: Rule<ProjectSubject> = async (project) => {
  const described = await project.description();
  if (!described || described.ok) return [];
  const { reason } = described;
  if (reason instanceof IntegrationRefusedError)
    return await Promise.all(reason.diagnostics.map((each) => locate(each, project)));
  const output = reason instanceof IntegrationStartError ? reason.output : [reason.message];
  const { place, message } = await locateFailure(output, project);
  return [
    error("start-failed", { ...place, message, remedy: "Fix the error, which is thrown while modules are loaded." }),
  ];
};

/** Replaces a place in compiled code by one in the sources. */
async function locate(diagnostic: Diagnostic, project: ProjectSubject): Promise<Diagnostic> {
  const { file, line, column, ...found } = diagnostic;
  const path = file === undefined ? undefined : project.relative(file);
  const isSource = (await project.sources()).some((source) => source.file === path);
  const place: Place =
    path !== undefined && isSource
      ? { file: path, ...(line !== undefined && { line }), ...(column !== undefined && { column }) }
      : await project.placeOf(found.subject ?? "");
  return { ...found, ...place, message: found.message.replaceAll(`${project.folder}${sep}`, "") };
}

/** Finds the first line of a stack trace that is in the project's own code. */
async function locateFailure(
  output: readonly string[],
  project: ProjectSubject,
): Promise<{ readonly place: Place; readonly message: string }> {
  const lines = output.flatMap((part) => part.split("\n"));
  const message = lines.find((line) => /^(?:Uncaught )?\w*Error\b.*:/.test(line)) ?? lines[0] ?? "it cannot start";
  for (const line of lines) {
    const [, written, row, column] = TRACE_LINE.exec(line) ?? [];
    const path = written?.startsWith("file:") === true ? fileURLToPath(written) : written;
    if (path?.startsWith(project.folder + sep) !== true || path.includes("node_modules")) continue;
    const place = {
      file: project.relative(path),
      line: Number(row),
      ...(column !== undefined && { column: Number(column) }),
    };
    return { place, message };
  }
  return { place: await project.entryPlace(), message };
}

/** Every class with decorated methods is listed. */
export const listedServices: Rule<ProjectSubject> = async (project) => {
  const classes = (await project.classes()).filter(({ isTest }) => !isTest);
  return await unlistedServices(classes, async () => {
    const described = await project.description();
    return described?.ok === true ? described.value : undefined;
  });
};

/** GALAXY shows the platform to users. The integration itself has checked that GALAXY knows it. */
export const platform: Rule<ProjectSubject> = async (project) => {
  const described = await project.description();
  if (described?.ok !== true) return [];
  return unlistedPlatform(described.value.platform, await project.placeOf(described.value.plugin));
};

/** Reports a platform that GALAXY does not list. */
export function unlistedPlatform(id: string, place: Place): CliDiagnostic[] {
  if (!isPlatform(id) || isListedPlatform(id)) return [];
  const message = `GALAXY does not list the platform "${id}", so users cannot connect the integration`;
  const remedy = "Use the platform of your shop. If GALAXY has none for it, use one that your users do not need.";
  return [warning("unlisted-platform", { ...place, message, remedy })];
}

/** Features that GALAXY offers only together with another one. */
const requirements: readonly {
  readonly feature: string;
  readonly needs: string;
  readonly why: string;
  readonly decorator: string;
}[] = [
  ...[Feature.LaunchGame, Feature.UninstallGame].map((feature) => ({
    feature,
    needs: Feature.ImportInstalledGames,
    decorator: "@LocalGames()",
    why: "GALAXY offers it only for installed games",
  })),
  ...[
    Feature.ImportAchievements,
    Feature.ImportGameTime,
    Feature.ImportOSCompatibility,
    Feature.ImportGameLibrarySettings,
  ].map((feature) => ({
    feature,
    needs: Feature.ImportOwnedGames,
    decorator: "@OwnedGames()",
    why: "GALAXY imports it only for games it knows",
  })),
];

/** There is at least one feature, and every feature has the methods that it requires. */
export const features: Rule<ProjectSubject> = async (project) => {
  const described = await project.description();
  if (described?.ok !== true) return [];
  const { plugin, features: announced } = described.value;
  const place = await project.placeOf(plugin);
  if (announced.length === 0)
    return [
      warning("no-features", {
        ...place,
        message: "the integration announces no features, so GALAXY can only log in",
        remedy:
          "Decorate a method, for example with @OwnedGames(), and list its class in the services of @GalaxyPlugin().",
      }),
    ];
  return requirements
    .filter(({ feature, needs }) => announced.includes(feature) && !announced.includes(needs))
    .map(({ feature, needs, why, decorator }) =>
      warning("missing-required-feature", {
        ...place,
        message: `${feature} has no effect without ${needs}: ${why}`,
        remedy: `Add a method with ${decorator}.`,
      }),
    );
};
