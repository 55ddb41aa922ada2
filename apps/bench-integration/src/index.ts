/** What a client gets to know, for those that have to say the same. */
export { achievements, gameIds, games } from "./data.js";

/** How it is told what is wanted of it. */
export { type Form, FORM_VARIABLE, formNames, OWNED_GAMES_VARIABLE } from "./variables.js";

/** The integration itself. */
export { BenchPlugin } from "./bench.plugin.js";
