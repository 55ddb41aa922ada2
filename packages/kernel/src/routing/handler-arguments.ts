import { type Codec, CodecError } from "@galaxy-kit/protocol";
import { InvalidParams, type Logger } from "@galaxy-kit/sdk";

type Params = Readonly<Record<string, unknown>>;

/** The part of a row in the protocol's tables that is about parameters. */
interface AnyCall {
  readonly method: string;
  readonly params: Codec<object> & { readonly properties: readonly string[] };
  readonly secrets?: readonly string[];
}

/**
 * Returns the arguments of a handler, in the order of the call's parameters.
 *
 * @throws {@link InvalidParams} without details, which are in the log
 */
export function toArguments(call: AnyCall, params: Params, log: Logger): unknown[] {
  return refusingInvalid(call, log, () => {
    const values = call.params.decode(params) as Params;
    return call.params.properties.map((property) => values[property]);
  });
}

/**
 * Reads parameters.
 *
 * @throws {@link InvalidParams} without details, which are in the log
 */
export function refusingInvalid<T>(call: AnyCall, log: Logger, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    log.error("The client sent invalid parameters", { method: call.method, reason: reasonOf(call, error) });
    throw new InvalidParams();
  }
}

/** If a call carries secrets, the message must not quote what was found: the log could not recognize a part of a secret. */
function reasonOf(call: AnyCall, error: CodecError): string {
  if (!call.secrets) return error.message;
  return `${error.where === "" ? "" : `${error.where}: `}expected ${error.expected}`;
}
