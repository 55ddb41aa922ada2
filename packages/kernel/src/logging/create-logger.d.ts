declare module "winston/lib/winston/create-logger.js" {
  import type { createLogger } from "winston";

  const create: typeof createLogger;
  export default create;
}
