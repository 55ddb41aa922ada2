import { clientNotifications, type ImportKind, imports, isPlainObject, type JsonObject } from "@galaxy-kit/protocol";
import { ActionRefusedError, RpcError, type SimulatedClient } from "@galaxy-kit/simulator";
import { started } from "./handler.js";

const notifications: ReadonlySet<string> = new Set(Object.values(clientNotifications).map(({ method }) => method));

/** Sends a request or a notification whose parameters are those on the wire. Returns its number in the journal. */
export async function sendByHand(client: SimulatedClient, method: string, params: JsonObject): Promise<number> {
  const last = client.journal.at(-1)?.number ?? 0;
  if (notifications.has(method)) client.notifyByName(method, params);
  else await started(ignoreErrorResponse(request(client, method, params)));
  const sent = client.journal.findLast(
    (entry) =>
      entry.number > last && entry.direction === "sent" && entry.method === method && entry.type !== "response",
  );
  if (!sent) throw new ActionRefusedError(`${method}: the client did not send it`);
  return sent.number;
}

/** Sends a message of the journal again. Returns the number of the new one. */
export async function sendAgain(client: SimulatedClient, number: number): Promise<number> {
  const entry = client.revealed(number);
  if (!entry || entry.content === "gone") throw new ActionRefusedError(`message ${number} is no longer in the journal`);
  const { method, type, direction, params } = entry;
  if (method === undefined || direction !== "sent" || type === "response") {
    throw new ActionRefusedError("only requests and notifications to the integration can be sent again");
  }
  return await sendByHand(client, method, isPlainObject(params) ? (params as JsonObject) : {});
}

/** Makes a request. If it starts an import, the client has to expect the messages that follow. */
async function request(client: SimulatedClient, method: string, params: JsonObject): Promise<unknown> {
  const startedImport = importStartedBy(method, params);
  return startedImport && client.library.features.includes(startedImport.feature)
    ? await client.reimport(startedImport.kind, startedImport.ids)
    : await client.callByName(method, params);
}

function importStartedBy(method: string, params: JsonObject) {
  const kind = (Object.keys(imports) as ImportKind[]).find((each) => imports[each].start.method === method);
  if (!kind) return undefined;
  const { start, feature } = imports[kind];
  try {
    const [ids] = Object.values(start.params.decode(params)) as [readonly string[]];
    return { kind, feature, ids };
  } catch {
    // Invalid, perhaps on purpose: it is sent as it is.
    return undefined;
  }
}

/** The response is in the journal, successful or not. */
async function ignoreErrorResponse(response: Promise<unknown>): Promise<void> {
  await response.catch((error: unknown) => {
    if (!(error instanceof RpcError)) throw error;
  });
}
