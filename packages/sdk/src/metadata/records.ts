import type { ImportKind } from "@galaxy-kit/protocol";
import type { Duration } from "../duration.js";
import type { InjectionKey } from "../injection-key.js";
import type { ElementAdapter, SourceAdapter, SourceOptions } from "../sources/source.js";
import type { DecoratorSite } from "./decorator-site.js";

/** The name of a decorated method. */
export type MethodName = string | symbol;

/**
 * A point in the conversation with the client that a handler can wait for. `authentication`, `ownedGames` and `localGames` are
 * reached when the handler has succeeded for the first time in this run.
 */
export type Milestone = "handshake" | "authentication" | "ownedGames" | "localGames";

/** The calls that a source can answer. */
export type SourceCall = "importOwnedGames" | "importLocalGames" | "importFriends" | "importSubscriptions";

/** Makes a method a source: the framework keeps what it returns, answers the client with it, and reports what has changed. */
export interface SourceRecord {
  /** As written by the author; validated at startup. */
  readonly options: SourceOptions;
  // Raw elements and items differ from decorator to decorator.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly adapter?: InjectionKey<SourceAdapter<any, any> | ElementAdapter<any, any>> | undefined;
}

/** Handles a request or a notification of the client. */
export interface HandlerRecord {
  readonly role: "handler";
  /** A key of `clientRequests` or `clientNotifications`. */
  readonly call: string;
  readonly after?: Milestone | undefined;
  /** Completes each returned element with what the options say for all of them, such as the license. A source has an adapter instead. */
  readonly complete?: ((element: unknown) => unknown) | undefined;
  /** Absent if the method itself answers each call. */
  readonly source?: SourceRecord | undefined;
}

/** Handles a `start_*_import` request of the client. */
export interface ImportRecord {
  readonly role: "import";
  readonly kind: ImportKind;
  readonly batched: boolean;
  readonly concurrency?: number | undefined;
  /** As written by the author; validated at startup. */
  readonly timeLimit?: Duration | undefined;
  readonly whileRunning?: "queue" | "refuse" | undefined;
  /** As written by the author; validated at startup. */
  readonly whilePlaying?: Duration | undefined;
  /** Whether it answers only if no other method does. */
  readonly isFallback?: boolean;
  /** Absent if the method itself answers each import. */
  readonly source?: SourceRecord | undefined;
}

/** The kinds of import with one value for each id. */
export type AmendableKind = Exclude<ImportKind, "subscriptionGames">;

/** Completes each result of an import before it is sent. */
export interface ImportAmendmentRecord {
  readonly role: "importAmendment";
  readonly kind: AmendableKind;
}

/** Runs before or after an import. */
export interface ImportStepRecord {
  readonly role: "importContext" | "importComplete";
  readonly kind: ImportKind;
  /** As written by the author; validated at startup. */
  readonly timeLimit?: Duration | undefined;
}

/** Handles a method that the protocol package does not define. */
export interface RpcRecord {
  readonly role: "rpc";
  /** The name on the wire. */
  readonly rpcMethod: string;
  readonly feature?: string | undefined;
}

/** Runs at a certain point in the lifecycle. */
export interface LifecycleRecord {
  readonly role: "handshake" | "tick" | "shutdown";
}

/** How the pause grows while runs fail. */
export interface Backoff {
  /** The pause after the first failure. */
  readonly from: Duration;
  /** The longest pause. */
  readonly to: Duration;
  /** By how much the pause grows with each failure; 2 by default. */
  readonly factor?: number | undefined;
}

/** A percentage, such as `"10%"`. */
export type Percentage = `${number}%`;

/** Runs at an interval. Durations are as the author wrote them, and validated at startup. */
export interface ScheduleRecord {
  readonly role: "schedule";
  readonly interval: Duration;
  readonly after: Milestone;
  readonly timeLimit?: Duration | undefined;
  readonly backoff?: Backoff | undefined;
  readonly jitter?: Percentage | undefined;
  /** Takes the instance. */
  readonly while?: ((instance: never) => boolean) | undefined;
}

/** Keeps a connection open. Durations are as the author wrote them, and validated at startup. */
export interface ConnectionRecord {
  readonly role: "connection";
  readonly after: Milestone;
  readonly backoff?: Backoff | undefined;
  readonly connectWithin?: Duration | undefined;
  /** Takes the instance. */
  readonly while?: ((instance: never) => boolean) | undefined;
}

/** Is called by a service of the framework. */
export interface ContributionRecord {
  readonly role: "contribution";
  /** Who asks for it. */
  readonly point: symbol;
  /** What the author passed to the decorator. */
  readonly options: unknown;
}

/** The role of a method. */
export type RoleRecord =
  | HandlerRecord
  | ImportRecord
  | ImportAmendmentRecord
  | ImportStepRecord
  | RpcRecord
  | LifecycleRecord
  | ScheduleRecord
  | ConnectionRecord
  | ContributionRecord;

/** The record of a decorated method. */
export type MethodRecord = RoleRecord & {
  readonly method: MethodName;
  /** The decorator as the author wrote it, for error messages: `@OwnedGames()`. */
  readonly decorator: string;
  readonly site: DecoratorSite;
};
