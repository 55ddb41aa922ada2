import { type Codec, CodecError } from "@galaxy-kit/protocol";
import { InvalidParams, type Logger } from "@galaxy-kit/sdk";

type Params = Readonly<Record<string, unknown>>;

/** A row of the protocol's tables, as far as its parameters go. */
interface AnyCall {
  readonly method: string;
  readonly params: Codec<object> & { readonly properties: readonly string[] };
  readonly secrets?: readonly string[];
}

/** The arguments of a handler, in the order of the call's parameters. The client is told no more than that they are wrong. */
export function toArguments(call: AnyCall, params: Params, log: Logger): unknown[] {
  try {
    const values = call.params.decode(params) as Params;
    return call.params.properties.map((property) => values[property]);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    log.error("The client has sent parameters that do not fit", { method: call.method, reason: reasonOf(call, error) });
    throw new InvalidParams();
  }
}

/** Where secrets come, a message must not quote what was found: the log would not recognise a part of one. */
function reasonOf(call: AnyCall, error: CodecError): string {
  if (!call.secrets) return error.message;
  return `${error.where === "" ? "" : `${error.where}: `}expected ${error.expected}`;
}
