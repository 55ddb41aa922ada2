import { Feature } from "@galaxy-kit/protocol";
import { warning } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

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
