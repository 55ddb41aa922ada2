import { integer, json, type JsonValue, object, optional, string } from "./codec/index.js";

/** The id of a request. GALAXY sends decimal strings, starting at "0"; other clients send numbers. */
export type MessageId = string | number;

/** The error object of a response or of an import's failure notification. */
export interface ErrorObject {
  readonly code: number;
  readonly message: string;
  /**
   * An object whose `internal_type` is the error's name; the author may add other members. Old versions of the Python API, which
   * many integrations include, send a text instead.
   */
  readonly data?: JsonValue | undefined;
}

export const errorObject = object<ErrorObject>("an error", {
  code: integer,
  message: string,
  data: optional(json),
});
