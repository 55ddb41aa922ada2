/** Stands for rolldown in tests; see environment.mjs. */
export const { rolldown, RolldownMagicString } = await globalThis.importNatively("cli", "rolldown");
