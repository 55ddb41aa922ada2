import { FORM_VARIABLE, OWNED_GAMES_VARIABLE } from "@galaxy-kit/bench-integration";
import type { SubjectSettings } from "./subject.js";

/** Returns the environment variables for the settings of a subject. */
export function variablesFor({ form, ownedGames }: SubjectSettings = {}): Record<string, string> {
  return {
    ...(form !== undefined && { [FORM_VARIABLE]: form }),
    ...(ownedGames !== undefined && { [OWNED_GAMES_VARIABLE]: String(ownedGames) }),
  };
}
