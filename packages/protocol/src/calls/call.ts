import type { Codec, ObjectCodec } from "../codec/index.js";
import type { Feature } from "../features.js";

/** A call that expects a response. The properties of its parameters, in order, become the handler's arguments. */
export interface RequestCall<Params extends object, Result> {
  readonly kind: "request";
  readonly method: string;
  readonly params: ObjectCodec<Params>;
  readonly result: Codec<Result>;
  /** The feature that an integration announces if it handles the call. */
  readonly feature?: Feature;
  /** Parameters that hold secrets. */
  readonly secrets?: readonly (keyof Params & string)[];
}

/** A call without a response. */
export interface NotificationCall<Params> {
  readonly kind: "notification";
  readonly method: string;
  readonly params: Codec<Params>;
  readonly feature?: Feature;
}

/** A notification from GALAXY, whose parameters become the handler's arguments. */
export interface CommandCall<Params extends object> extends NotificationCall<Params> {
  readonly params: ObjectCodec<Params>;
}

export type ParamsOf<Call> = Call extends { readonly params: Codec<infer Params> } ? Params : never;
export type ResultOf<Call> = Call extends { readonly result: Codec<infer Result> } ? Result : never;

type RequestOptions<Params extends object> = Pick<RequestCall<Params, unknown>, "feature" | "secrets">;

export function request<Params extends object, Result>(
  method: string,
  params: ObjectCodec<Params>,
  result: Codec<Result>,
  options: RequestOptions<Params> = {},
): RequestCall<Params, Result> {
  return { kind: "request", method, params, result, ...options };
}

export function command<Params extends object>(
  method: string,
  params: ObjectCodec<Params>,
  feature: Feature,
): CommandCall<Params> {
  return { kind: "notification", method, params, feature };
}

export function notification<Params>(method: string, params: Codec<Params>): NotificationCall<Params> {
  return { kind: "notification", method, params };
}
