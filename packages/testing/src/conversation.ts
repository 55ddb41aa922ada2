import type { RunningPlugin } from "@galaxy-kit/kernel/internal";
import { clientNotifications, type ImportKind, imports, type RequestCall } from "@galaxy-kit/protocol";
import { MethodNotFound, type Milestone } from "@galaxy-kit/sdk";
import type { FakeClock } from "./fake-clock.js";
import { ImportCollector, type ImportOutcome } from "./import-outcome.js";
import type { ReceivedNotifications } from "./received-notifications.js";
import type { ThrownErrors } from "./thrown-errors.js";
import type { WireClient } from "./wire-client.js";
import { withinLimit } from "./within-limit.js";

/** What a test does to reach a milestone. */
const REACH: Readonly<Record<Milestone, string>> = {
  handshake: "start the integration with the handshake",
  authentication: "call authenticate() first",
  ownedGames: "call importOwnedGames() first",
  localGames: "call importLocalGames() first",
};

/** What a {@link Conversation} is held with, and what is known about the other side. */
export interface ConversationParts {
  readonly plugin: RunningPlugin;
  readonly wire: WireClient;
  readonly notifications: ReceivedNotifications;
  readonly clock: FakeClock;
  /** The mistakes in results that were not sent. */
  readonly unsent: readonly string[];
  /** What the integration threw. */
  readonly thrown: ThrownErrors;
  /** How many milliseconds of real time a call may take. */
  readonly timeLimit: number;
}

/**
 * The client's side of the conversation with an integration in a test. Nothing hangs: what takes too long rejects, and says what it
 * waits for.
 */
export class Conversation {
  readonly #importing = new Set<ImportKind>();

  constructor(private readonly parts: ConversationParts) {}

  /** Resolves when the work that the response sets going has settled, too: a schedule may wait for it. */
  async call<Params extends object, Result>(call: RequestCall<Params, Result>, params: Params): Promise<Result> {
    const response = this.request(call, params);
    await this.parts.clock.calls.settleAfter(() => response);
    return await response;
  }

  request<Params extends object, Result>(call: RequestCall<Params, Result>, params: Params): Promise<Result> {
    const response = this.parts.wire.call(call, params).catch((error: unknown) => {
      throw isUnhandled(error) ? unhandled(call.method) : error;
    });
    return this.#within(response, () => `No response to ${call.method}`);
  }

  /** Limits the real time that something may take: otherwise the test would hang without saying why. */
  #within<T>(work: Promise<T>, problem: () => string): Promise<T> {
    const { timeLimit, plugin, clock } = this.parts;
    return withinLimit(work, timeLimit, () => {
      const gated = [...plugin.waiting].map(({ handler, after }) => `${handler} waits for "${after}": ${REACH[after]}`);
      const waiting = [...gated, ...clock.calls.describe()];
      const reason = waiting.length === 0 ? "No method of the integration is running" : waiting.join("; ");
      return `${problem()} within ${timeLimit / 1000} s of real time. ${reason}.`;
    });
  }

  command(name: keyof typeof clientNotifications, params: object): Promise<void> {
    return this.parts.clock.calls.settleAfter(() => {
      this.parts.wire.notify(clientNotifications[name], params);
    });
  }

  async import<Kind extends ImportKind>(kind: Kind, ids: object): Promise<ImportOutcome<Kind>> {
    // Messages do not say which of two imports they belong to. GALAXY waits, too.
    if (this.#importing.has(kind))
      throw new Error(`The import of ${kind} has not finished: await it before the next one.`);
    this.#importing.add(kind);
    const { unsent } = this.parts;
    const before = unsent.length;
    const collector = new ImportCollector(kind, this.parts.thrown);
    const stopListening = this.parts.notifications.listen((notification) => {
      collector.receive(notification);
    });
    try {
      await this.request(imports[kind].start, ids);
      const finished = Promise.race([
        collector.outcome,
        this.parts.plugin.closed.then(() => Promise.reject(new Error("The integration closed during the import."))),
      ]);
      const outcome = await this.#within(finished, () => `No ${imports[kind].finished.method}`);
      // They are missing from the outcome, where a test may not expect them anyway.
      if (unsent.length > before) throw new Error(unsent.slice(before).join("\n"));
      return outcome;
    } finally {
      stopListening();
      this.#importing.delete(kind);
    }
  }

  /** Advances the clock until the integration has closed: `@OnShutdown()` has 30 seconds on that clock. */
  async untilClosed(begin: () => void): Promise<void> {
    // Files are written at the end, in real time.
    await this.parts.clock.calls.settleAfter(begin);
    const closed = this.parts.plugin.closed.then(() => true);
    let isClosed: boolean;
    do {
      isClosed = await Promise.race([closed, this.parts.clock.advance("1s").then(() => false)]);
    } while (!isClosed);
  }
}

/** Whether the framework has no method for a call. A method may throw the same error, with a text of its own. */
function isUnhandled(error: unknown): boolean {
  return MethodNotFound.is(error) && error.message === new MethodNotFound().message;
}

function unhandled(method: string): MethodNotFound {
  const advice = "Add the decorator to one, and its class to the services of @GalaxyPlugin().";
  return new MethodNotFound(`Method not found: no listed class has a method for ${method}. ${advice}`);
}
