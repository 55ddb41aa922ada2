/** The data of the integration, for programs that must send the same. */
export {
  achievements,
  gameIds,
  games,
  gameTime,
  librarySettings,
  localSize,
  osCompatibility,
  presence,
} from "./data.js";

/** The environment variables that configure the integration. */
export { type Form, FORM_VARIABLE, formNames, OWNED_GAMES_VARIABLE } from "./variables.js";

/** The integration itself. */
export { BenchPlugin } from "./bench.plugin.js";
