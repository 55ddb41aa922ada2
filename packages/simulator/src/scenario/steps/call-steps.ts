import { type Credentials, type ErrorObject } from "@galaxy-kit/protocol";
import { RpcError } from "../../wire/rpc-error.js";
import { expected, matches } from "../expecting/matching.js";
import {
  choice,
  described,
  either,
  list,
  nothingMore,
  number,
  numberFrom,
  object,
  record,
  type Shape,
  text,
} from "../reading/shape.js";
import { ExpectationFailed } from "../running/failure.js";
import type { Stage } from "../running/stage.js";
import { resolveReferences } from "./references.js";
import { step } from "./step.js";

const wireParams = described('"$ownedGame" and "$ownedGames" stand for ids that the client knows.', record);

interface Answer {
  readonly result?: unknown;
  readonly error?: Partial<ErrorObject>;
}

async function ask(stage: Stage, method: string, params: object): Promise<Answer & { readonly ms: number }> {
  const askedAt = performance.now();
  const answer = await stage.client.callByName(method, params).then(
    (result): Answer => ({ result: result ?? null }),
    (error: unknown): Answer => {
      if (!(error instanceof RpcError)) throw error;
      const { code, message, data } = error;
      return { error: { code, message, ...(data && { data }) } };
    },
  );
  return { ...answer, ms: performance.now() - askedAt };
}

function checkTime(method: string, ms: number, limit: number | undefined): void {
  if (limit === undefined || ms <= limit) return;
  throw new ExpectationFailed(`${method} was answered too late`, { within: limit }, { after: Math.ceil(ms) });
}

const cookie = object({ name: text, value: text }, { domain: text, path: text });

/** What a client asks of an integration, and what it answers. */
export const callSteps = {
  request: step(
    "Sends a request by its name on the wire and waits for the answer. result, error: what it has to be; without both, " +
      "any answer will do. within: the most milliseconds that it may take.",
    object({ method: text }, { params: wireParams, result: expected, error: expected, within: numberFrom(0) }),
    async ({ method, params = {}, within, ...wanted }, { stage, note }) => {
      const { ms, ...answer } = await ask(stage, method, resolveReferences(params, stage) as object);
      note(
        answer.error
          ? `answered ${String(answer.error.message)} (code ${String(answer.error.code)})`
          : "answered a result",
      );
      if (Object.keys(wanted).length > 0 && !matches(wanted, answer)) {
        throw new ExpectationFailed(`${method} was answered otherwise`, wanted, answer);
      }
      checkTime(method, ms, within);
    },
  ),
  ping: step(
    "Sends a ping; the integration is alive if it answers. within: the most milliseconds that it may take.",
    object({ within: numberFrom(0) }, {}),
    async ({ within }, { stage, note }) => {
      const { ms, error } = await ask(stage, "ping", {});
      note(`answered after ${Math.round(ms)} ms`);
      if (error) throw new ExpectationFailed("ping was answered with an error", { result: null }, { error });
      checkTime("ping", ms, within);
    },
  ),
  notify: step(
    "Sends a notification by its name on the wire, such as launch_game.",
    object({ method: text }, { params: wireParams }),
    ({ method, params = {} }, { stage }) => {
      stage.client.notifyByName(method, resolveReferences(params, stage) as object);
    },
  ),
  login: step(
    "Says how the login windows end that come from now on: with an address and cookies, or closed by the user.",
    either(choice("closed"), object({ endUri: text }, { cookies: list(cookie) })),
    (end, { stage }) => {
      stage.login = end;
    },
  ),
  refresh: step(
    "Says how refresh_credentials is answered from now on: with credentials, with an error, or never.",
    either(
      choice("never"),
      object({}, { credentials: record as Shape<Credentials>, error: object({ code: number, message: text }, {}) }),
    ),
    (how, { stage }) => {
      stage.refresh = () => {
        if (how === "never") return new Promise<never>(() => undefined);
        if (how.error) throw new RpcError(how.error);
        return how.credentials ?? {};
      };
    },
  ),
  synchronise: step(
    "What the client does by itself after the handshake, unless it was started with handshakeOnly: local games, login, " +
      "every import.",
    nothingMore,
    (_, { stage }) => {
      stage.client.synchronise();
    },
  ),
};
