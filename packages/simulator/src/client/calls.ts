import {
  clientRequests,
  type CommandCall,
  type Feature,
  type ImportKind,
  imports,
  type ParamsOf,
  type RequestCall,
  type ResultOf,
} from "@galaxy-kit/protocol";
import { ActionRefusedError } from "../action-refused.js";
import type { ClientContext } from "../conversation/client-context.js";
import type { Conversation } from "../conversation/conversation.js";
import { featureOfList, isListKind } from "../conversation/list-imports.js";
import type { AnyImportKind, Progress } from "../reporting/progress.js";
import { RpcError } from "../wire/rpc-error.js";
import { describeState } from "./describe-situation.js";
import type { Sessions } from "./sessions.js";

/** The calls that can be made with `SimulatedClient.call`. The client makes the others itself. */
export type CallName = Exclude<keyof typeof clientRequests, "getCapabilities" | "initializeCache" | "shutdown">;

/** Makes calls in the current session. Throws `ActionRefusedError` if there is none, or the feature was not announced. */
export class Calls {
  constructor(
    private readonly sessions: Sessions,
    private readonly context: ClientContext,
  ) {}

  command<Params extends object>(call: CommandCall<Params>, params: Params): void {
    this.#conversationFor(call.method, call.feature).command(call, params);
  }

  async reimport(kind: AnyImportKind, ids?: readonly string[]): Promise<Progress> {
    const conversation = this.#conversationFor(kind, isListKind(kind) ? featureOfList(kind) : imports[kind].feature);
    return await this.#tracked(conversation.importAgain(kind, ids));
  }

  async importOne(kind: ImportKind, id: string): Promise<Progress> {
    return await this.#tracked(this.#conversationFor(kind, imports[kind].feature).importOne(kind, id));
  }

  synchronize(): void {
    const conversation = this.#conversationFor("synchronize", undefined);
    this.context.tasks.run(() => conversation.firstRequests());
  }

  async call<Name extends CallName>(
    name: Name,
    params: ParamsOf<(typeof clientRequests)[Name]>,
  ): Promise<ResultOf<(typeof clientRequests)[Name]>> {
    const call = clientRequests[name] as unknown as RequestCall<object, ResultOf<(typeof clientRequests)[Name]>>;
    const outcome = await this.#conversationFor(call.method, call.feature).call(call, params);
    if (outcome.ok) return outcome.value;
    throw outcome.why === "error" ? new RpcError(outcome.error) : new Error(`${call.method}: ${outcome.message}`);
  }

  async callByName(method: string, params: object): Promise<unknown> {
    const response = await this.#conversationFor(method, undefined).callByName(method, params);
    if (!response) return undefined;
    if ("result" in response) return response.result;
    throw "error" in response ? new RpcError(response.error) : new Error(`${method}: ${response.unreadable}`);
  }

  notifyByName(method: string, params: Readonly<Record<string, unknown>>): void {
    this.#conversationFor(method, undefined).notifyByName(method, params);
  }

  /** The client counts as busy until the import has ended. */
  async #tracked(progress: Promise<Progress>): Promise<Progress> {
    this.context.tasks.run(() => progress);
    return await progress;
  }

  #conversationFor(what: string, feature: Feature | undefined): Conversation {
    const { conversation } = this.sessions;
    if (!conversation) throw new ActionRefusedError(`${what}: not possible now; ${describeState(this.context)}`);
    if (conversation.isAnnounced(feature)) return conversation;
    throw new ActionRefusedError(`${what}: the integration has not announced ${String(feature)}`);
  }
}
