import { fileURLToPath } from "node:url";

/** The integration as built from its sources. */
export const integrationScript = fileURLToPath(
  new URL("main.js", import.meta.resolve("@galaxy-kit/bench-integration")),
);
