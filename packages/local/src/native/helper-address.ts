/** Set by the launcher of a packed integration: a port of this computer, and the token that it accepts once. */
const VARIABLE = "GALAXY_KIT_HELPER";

/** Where the helper of the launcher is. */
export interface HelperAddress {
  readonly port: number;
  readonly token: string;
}

/** Where the helper of this process is, if it has one. Read when the integration is loaded, so that nothing it starts inherits the token. */
export const helperAddress = takeAddress(process.env);

function takeAddress(environment: NodeJS.ProcessEnv): HelperAddress | undefined {
  const [, port, token] = /^(\d+):(\w+)$/.exec(environment[VARIABLE] ?? "") ?? [];
  Reflect.deleteProperty(environment, VARIABLE);
  return port === undefined || token === undefined ? undefined : { port: Number(port), token };
}
