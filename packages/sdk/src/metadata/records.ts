import type { ImportKind, Place } from "@galaxy-kit/protocol";
import type { Duration } from "../duration.js";

/** The name of an author's method. */
export type MethodName = string | symbol;

/** When a handler may run: once this has been reached. */
export type Milestone = "handshake" | "authentication" | "ownedGames" | "localGames";

/** Answers calls of GALAXY. */
export interface HandlerRecord {
  readonly role: "handler";
  /** A key of the protocol's table of requests or of commands. */
  readonly call: string;
  readonly after?: Milestone | undefined;
}

/** Answers a `start_*_import` of GALAXY. */
export interface ImportRecord {
  readonly role: "import";
  readonly kind: ImportKind;
  readonly batched: boolean;
  readonly concurrency?: number | undefined;
}

/** Runs before or after an import. */
export interface ImportStepRecord {
  readonly role: "importContext" | "importComplete";
  readonly kind: ImportKind;
}

/** Answers a call that the protocol's tables do not have. */
export interface RpcRecord {
  readonly role: "rpc";
  /** The name on the wire. */
  readonly rpcMethod: string;
  readonly feature?: string | undefined;
}

/** Runs at a moment of the integration's life. */
export interface LifecycleRecord {
  readonly role: "handshake" | "tick" | "shutdown";
}

/** Runs again and again. */
export interface ScheduleRecord {
  readonly role: "schedule";
  /** As it was written; the start of the integration tells when it is none. */
  readonly interval: Duration;
  readonly after: Milestone;
}

/** What a method is for. */
export type RoleRecord = HandlerRecord | ImportRecord | ImportStepRecord | RpcRecord | LifecycleRecord | ScheduleRecord;

/** What a decorator has written about a method: as written, not yet as run. */
export type MethodRecord = RoleRecord & {
  readonly method: MethodName;
  /** The decorator as the author wrote it, for messages: `@OwnedGames()`. */
  readonly decorator: string;
  /** Where the decorator was written, if the stack shows it. */
  readonly site: Place | undefined;
};
