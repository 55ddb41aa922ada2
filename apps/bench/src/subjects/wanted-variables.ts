import { FORM_VARIABLE, OWNED_GAMES_VARIABLE } from "@galaxy-kit/bench-integration";
import type { Wanted } from "./subject.js";

/** What is wanted of an integration, as its environment tells it. */
export function wantedVariables({ form, ownedGames }: Wanted = {}): Record<string, string> {
  return {
    ...(form !== undefined && { [FORM_VARIABLE]: form }),
    ...(ownedGames !== undefined && { [OWNED_GAMES_VARIABLE]: String(ownedGames) }),
  };
}
