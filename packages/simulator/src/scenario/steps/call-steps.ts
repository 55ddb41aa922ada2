import type { ErrorObject } from "@galaxy-kit/protocol";
import { RpcError } from "../../wire/rpc-error.js";
import { matches } from "../matching/matching.js";
import type { StepParams } from "../scenario.js";
import { ExpectationFailedError } from "./failures.js";
import { resolveReferences } from "./references.js";
import type { ScenarioRun } from "./scenario-run.js";
import type { StepRun, Steps } from "./step-run.js";

interface Response {
  readonly result?: unknown;
  readonly error?: Partial<ErrorObject>;
}

async function send(run: ScenarioRun, method: string, params: object): Promise<Response & { readonly ms: number }> {
  const sentAt = performance.now();
  const response = await run.client.callByName(method, params).then(
    (result): Response => ({ result: result ?? null }),
    (error: unknown): Response => {
      if (!(error instanceof RpcError)) throw error;
      const { code, message, data } = error;
      return { error: { code, message, ...(data && { data }) } };
    },
  );
  return { ...response, ms: performance.now() - sentAt };
}

function checkTime(method: string, ms: number, limit: number | undefined): void {
  if (limit === undefined || ms <= limit) return;
  throw new ExpectationFailedError(
    `the response to ${method} took too long`,
    { within: limit },
    { after: Math.ceil(ms) },
  );
}

async function checkResponse(
  { method, params = {}, within, ...expected }: Omit<StepParams["request"], "wait">,
  { scenario, note }: StepRun,
): Promise<void> {
  const { ms, ...response } = await send(scenario, method, resolveReferences(params, scenario) as object);
  const { error } = response;
  note(error ? `error response: ${String(error.message)} (code ${String(error.code)})` : "response with a result");
  if (Object.keys(expected).length > 0 && !matches(expected, response)) {
    throw new ExpectationFailedError(`the response to ${method} differs`, expected, response);
  }
  checkTime(method, ms, within);
}

/** Calls in both directions. */
export const callSteps: Pick<Steps, "request" | "ping" | "notify" | "login" | "refresh" | "synchronize"> = {
  request: async ({ wait = true, ...request }, run) => {
    if (wait) await checkResponse(request, run);
    // When the response comes, this step has been reported.
    else run.scenario.isWaitedFor(checkResponse(request, { ...run, note: () => undefined }));
  },
  ping: async ({ within }, { scenario, note }) => {
    const { ms, error } = await send(scenario, "ping", {});
    note(`response after ${Math.round(ms)} ms`);
    if (error) throw new ExpectationFailedError("the response to ping is an error", { result: null }, { error });
    checkTime("ping", ms, within);
  },
  notify: ({ method, params = {} }, { scenario }) => {
    scenario.client.notifyByName(method, resolveReferences(params, scenario) as Record<string, unknown>);
  },
  login: (end, { scenario }) => {
    scenario.login = end;
  },
  refresh: (how, { scenario }) => {
    scenario.refresh = () => {
      if (how === "never") return new Promise<never>(() => undefined);
      if (how.error) throw new RpcError(how.error);
      return how.credentials ?? {};
    };
  },
  synchronize: (_, { scenario }) => {
    scenario.client.synchronize();
  },
};
