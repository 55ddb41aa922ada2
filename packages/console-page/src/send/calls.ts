import { clientNotifications, clientRequests, type Codec, CodecError, imports } from "@galaxy-kit/protocol";

/** A call of the client, as the protocol declares it. */
export interface ClientCall {
  readonly method: string;
  readonly kind: "request" | "notification";
  /** Absent if every integration handles it. */
  readonly feature?: string;
  readonly params: Codec<object> & { readonly properties: readonly string[] };
}

/** Every call of the client by its method, in the order in which a client makes them. */
export const clientCalls: ReadonlyMap<string, ClientCall> = new Map(
  (
    [
      ...Object.values(clientRequests),
      ...Object.values(imports).map(({ start }) => start),
      ...Object.values(clientNotifications),
    ] as unknown as readonly ClientCall[]
  ).map((call) => [call.method, call]),
);

/** What is typed as parameters, or why it cannot be sent. */
export type TypedParams =
  | { readonly params: Readonly<Record<string, unknown>>; readonly mistake?: string | undefined }
  | { readonly error: string };

/** Reads parameters. A mistake that the integration would refuse can be sent: that may be what the author wants to see. */
export function readParams(method: string, text: string): TypedParams {
  let params: unknown;
  try {
    params = JSON.parse(text.trim() === "" ? "{}" : text);
  } catch (error) {
    return { error: `Not valid JSON: ${(error as Error).message}` };
  }
  if (typeof params !== "object" || params === null || Array.isArray(params)) {
    return { error: "Parameters must be a JSON object, such as {}." };
  }
  return { params: params as Readonly<Record<string, unknown>>, mistake: mistakeIn(method, params) };
}

function mistakeIn(method: string, params: object): string | undefined {
  try {
    clientCalls.get(method)?.params.decode(params);
    return undefined;
  } catch (error) {
    if (error instanceof CodecError) return error.message;
    throw error;
  }
}
