import {
  applicationErrors,
  type Credentials,
  isPlainObject,
  type JsonObject,
  type MessageId,
  pluginRequests,
  rpcErrors,
} from "@galaxy-kit/protocol";
import { RpcError } from "../wire/rpc-error.js";
import type { ClientContext } from "./client-context.js";

/** Resolves to the result of a request that the integration makes. */
export async function handleRequest(
  method: string,
  params: unknown,
  id: MessageId,
  client: ClientContext,
): Promise<unknown> {
  if (method !== pluginRequests.refreshCredentials.method) {
    client.recorder.problem({ kind: "unknown-method", method, messageId: id, message: "unknown request" });
    throw new RpcError(rpcErrors.MethodNotFound);
  }
  const given = params ?? {};
  if (!isPlainObject(given)) {
    client.recorder.problem({ kind: "bad-params", method, messageId: id, message: "the parameters are not an object" });
    throw new RpcError(rpcErrors.InvalidParams);
  }
  return await (client.refreshResponder ?? storedCredentials)(given as JsonObject);

  function storedCredentials(): Credentials {
    const { credentials } = client.knowledge.library;
    if (credentials) return credentials;
    throw new RpcError({
      ...applicationErrors.AuthenticationRequired,
      data: { internal_type: "AuthenticationRequired" },
    });
  }
}
