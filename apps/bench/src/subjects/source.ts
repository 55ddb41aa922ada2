import { fileURLToPath } from "node:url";

/** The integration as it is built from the sources. */
export const integrationScript = fileURLToPath(
  new URL("main.js", import.meta.resolve("@galaxy-kit/bench-integration")),
);
