/** Stands for rolldown in tests; see environment.mjs. */
export const { rolldown } = await globalThis.importNatively("cli", "rolldown");
