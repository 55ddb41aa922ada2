/** Stands for Playwright in tests; see environment.mjs. */
const { default: playwright } = await globalThis.importNatively("simulator", "playwright-core");
export const { chromium } = playwright;
