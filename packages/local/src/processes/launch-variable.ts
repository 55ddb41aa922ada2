/**
 * The variable that marks the processes of a launch. A child inherits it, however often it forks, and in any session; only a
 * program that clears its environment loses it.
 */
export const LAUNCH_VARIABLE = "GALAXY_KIT_LAUNCH";

/** Returns the launch that an environment names. */
export function launchIn(environment: readonly string[]): string | undefined {
  const prefix = `${LAUNCH_VARIABLE}=`;
  return environment.find((entry) => entry.startsWith(prefix))?.slice(prefix.length);
}
