import type { RequestName } from "./requests.js";
import type { Update } from "./updates.js";

/** A line of a recorded session: first when it was saved, then each update and answer, and at the end what was masked. */
export type SessionLine =
  | { readonly galaxyKitSession: 1; readonly savedAt: number }
  | { readonly update: Update }
  | { readonly request: RequestName; readonly params: unknown; readonly result: unknown }
  | { readonly masked: Readonly<Record<string, number>> };
