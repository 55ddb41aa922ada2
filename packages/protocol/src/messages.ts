import { integer, type JsonObject, jsonObject, object, optional, string } from "./codec/index.js";

/** A request's id: GALAXY sends decimal strings from "0", other hosts send numbers. */
export type MessageId = string | number;

/** The error object of a response, and of an import's failure. */
export interface ErrorObject {
  readonly code: number;
  readonly message: string;
  /** `internal_type` is the error's name; the rest is the author's. */
  readonly data?: JsonObject | undefined;
}

export const errorObject = object<ErrorObject>("an error", {
  code: integer,
  message: string,
  data: optional(jsonObject),
});
