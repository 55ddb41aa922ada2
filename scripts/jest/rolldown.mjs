/** Stands for rolldown in tests of the command line; see environment.mjs. */
export const { rolldown } = await globalThis.importRolldown();
