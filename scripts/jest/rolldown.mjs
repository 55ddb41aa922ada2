/** Stands for rolldown in tests of the command line; see cli-environment.mjs. */
export const { rolldown } = await globalThis.importRolldown();
