import {
  clientRequests,
  CodecError,
  type CommandCall,
  describe,
  Findings,
  type RequestCall,
} from "@galaxy-kit/protocol";
import type { InjectionKey, Logger, Milestone } from "@galaxy-kit/sdk";
import { isLaunchSpec, LAUNCHER, type LauncherCommand } from "@galaxy-kit/sdk/internal";
import type { Milestones } from "../lifecycle/milestones.js";
import type { Call } from "../rpc/json-rpc.js";
import type { KernelSources } from "../sources/kernel-sources.js";
import type { Handler } from "../wiring/handlers.js";
import { InvalidResult } from "../wiring/invalid-result.js";
import type { Gate } from "./gate.js";
import { refusingInvalid, toArguments } from "./handler-arguments.js";
import type { Login } from "./login.js";
import type { Route, RouteDescription } from "./route.js";

/** The context of all routes to an author's methods. */
export interface RouteContext {
  readonly gate: Gate;
  readonly milestones: Milestones;
  readonly login: Login;
  readonly log: Logger;
  /** Returns what is injected for a key that nothing needed at startup. */
  readonly resolveLate: <T>(key: InjectionKey<T>) => T;
  /** Undefined if no method is a source. */
  readonly sources: KernelSources | undefined;
}

/** The milestone that a call reaches with its response. */
const REACHED: ReadonlyMap<string, Milestone> = new Map([
  [clientRequests.importOwnedGames.method, "ownedGames"],
  [clientRequests.importLocalGames.method, "localGames"],
]);

/** What answers a request. */
export interface Responder {
  /** `Class.method`. */
  readonly name: string;
  /** Resolves to the result in wire form. */
  respond(args: readonly unknown[], afterResponse: Call["afterResponse"]): Promise<unknown>;
  /** Logs why there is no response. */
  logFailure(error: unknown): void;
}

/** A request, whose response comes from a responder. */
export function requestRoute(
  description: RouteDescription,
  call: RequestCall<object, unknown>,
  responder: Responder,
  after: Milestone | undefined,
  { gate, milestones, login, log }: RouteContext,
): Route {
  const reaches = REACHED.get(call.method);
  return {
    ...description,
    kind: "request",
    async run(params, { afterResponse }) {
      refusingInvalid(call, log, () => {
        login.learn(call, params);
      });
      const args = toArguments(call, params, log);
      try {
        await gate.pass(after, responder.name);
        const result = await responder.respond(args, afterResponse);
        afterResponse(() => {
          if (reaches) milestones.reach(reaches);
          login.observe(call, result);
        });
        return result;
      } catch (error) {
        responder.logFailure(error);
        throw error;
      }
    },
  };
}

/** Responds with what the handler returns. */
export function respondWith(
  handler: Handler,
  call: RequestCall<object, unknown>,
  complete?: (element: unknown) => unknown,
): Responder {
  return {
    name: handler.name,
    logFailure: (error) => handler.logFailure(error),
    async respond(args, afterResponse) {
      const returned = await handler.run(...args);
      const result = complete && Array.isArray(returned) ? returned.map(attempting(complete)) : returned;
      const findings = new Findings();
      const encoded = encode(call, result, handler, findings);
      // After the response was written, since the report may take a while for a large library.
      afterResponse(() => void setImmediate(() => handler.report(findings)));
      return encoded;
    },
  };
}

/** An element that cannot be read stays as it is: the codec reports it, and leaves out nothing else. */
function attempting(complete: (element: unknown) => unknown): (element: unknown) => unknown {
  return (element) => {
    try {
      return complete(element);
    } catch {
      return element;
    }
  };
}

function encode(call: RequestCall<object, unknown>, result: unknown, handler: Handler, findings: Findings): unknown {
  try {
    return call.result.stringify?.(result, findings) ?? call.result.encode(result, findings);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    throw new InvalidResult(`${handler.name} (${handler.decorator}) returned an invalid result: ${error.message}`);
  }
}

/** Found only at run time: the type of the author's value may be `any`, as in what was read from a file. */
function notALaunchSpec({ name, decorator }: Handler, result: unknown): InvalidResult {
  const expected = "what exec(), uri() or session() of @galaxy-kit/local returns, or nothing";
  return new InvalidResult(`${name} (${decorator}) must return ${expected}, but returned ${describe(result)}`);
}

/** A command, which has no response: errors are logged. */
export function commandRoute(
  description: RouteDescription,
  { name, call }: { readonly name: string; readonly call: CommandCall<object> },
  handler: Handler,
  { gate, log, resolveLate, sources }: RouteContext,
): Route {
  const run = async (args: readonly unknown[]): Promise<void> => {
    await gate.pass();
    if (name === "launchGame") sources?.launched(args[0] as string);
    try {
      const result = await handler.run(...args);
      if (result === undefined || result === null) return;
      if (!isLaunchSpec(result)) throw notALaunchSpec(handler, result);
      // Only commands for a game, and for the platform's own client, can return a launch spec.
      const [gameId] = args as readonly string[];
      await resolveLate(result[LAUNCHER]).launch(gameId, result as never, name as LauncherCommand);
    } catch (error) {
      handler.logFailure(error);
    }
  };
  return {
    ...description,
    kind: "notification",
    run(params) {
      let args: unknown[];
      try {
        args = toArguments(call, params, log);
      } catch {
        return;
      }
      void run(args);
    },
  };
}
