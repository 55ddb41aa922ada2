/** The expected response to a line. */
export interface Expected {
  /** The JSON of the id in the response. */
  readonly id: string;
  /** `result`, or the code of an error; undefined if the protocol documentation allows more than one outcome. */
  readonly outcome: string | undefined;
  /** Whether the response must be sent before the next line is handled. */
  readonly immediate: boolean;
  /** A worker that has the connection waits only briefly for earlier messages before it replies to a ping. */
  readonly isPing: boolean;
}

interface Method {
  readonly immediate: boolean;
  /** Returns the outcome for parameters that are an object. */
  readonly outcome: (params: Params) => string | undefined;
}

const INVALID_PARAMS = "-32602";

type Params = Record<string, unknown>;
const takes = (outcome: string | undefined, fits: (params: Params) => boolean) => (params: Params) =>
  fits(params) ? outcome : INVALID_PARAMS;
const noParams = takes("result", (params) => Object.keys(params).length === 0);
const hasOnly = (params: Params, name: string): boolean => Object.keys(params).every((key) => key === name);

/** The methods of the integration of the fuzz tests. */
const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["ping", { immediate: true, outcome: noParams }],
  ["get_capabilities", { immediate: true, outcome: noParams }],
  [
    "initialize_cache",
    { immediate: true, outcome: takes("result", (params) => isObject(params["data"]) && hasOnly(params, "data")) },
  ],
  ["import_owned_games", { immediate: false, outcome: noParams }],
  [
    "init_authentication",
    {
      immediate: false,
      outcome: takes("result", (params) => hasOnly(params, "stored_credentials")),
    },
  ],
  // Either null or the error for an import in progress.
  [
    "start_achievements_import",
    {
      immediate: false,
      outcome: takes(undefined, (params) => isStringArray(params["game_ids"]) && hasOnly(params, "game_ids")),
    },
  ],
  ["echo", { immediate: false, outcome: () => "result" }],
  ["fail", { immediate: false, outcome: () => "4" }],
]);

/** Returns the expected responses to bytes that end with a line feed, in line order. Written from the protocol, not from the kernel. */
export function expectedResponses(bytes: Buffer): Expected[] {
  return bytes
    .toString("utf8")
    .split("\n")
    .slice(0, -1)
    .flatMap((line) => expectedResponse(line) ?? []);
}

function expectedResponse(line: string): Expected | undefined {
  if (line.trim() === "") return undefined;
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return rejection(null, "-32700");
  }
  if (!isObject(message)) return rejection(null, "-32600");
  if (!("method" in message) && ("result" in message || "error" in message)) return undefined;
  const { jsonrpc, id, method, params } = message;
  const isId = id === undefined || id === null || typeof id === "string" || Number.isFinite(id);
  if (jsonrpc !== "2.0" || typeof method !== "string" || !isId) return rejection(null, "-32600");
  return id == null ? undefined : expectedOfRequest(id, method, params ?? {});
}

function expectedOfRequest(id: unknown, method: string, params: unknown): Expected {
  const known = methods.get(method);
  if (!known) return rejection(id, "-32601");
  if (!isObject(params)) return rejection(id, INVALID_PARAMS);
  const outcome = known.outcome(params);
  return {
    id: JSON.stringify(id),
    outcome: outcome === "result" && !isSerializable(params) ? undefined : outcome,
    immediate: known.immediate,
    isPing: method === "ping",
  };
}

function rejection(id: unknown, outcome: string): Expected {
  return { id: JSON.stringify(id), outcome, immediate: true, isPing: false };
}

/** A value that is nested too deeply to serialize can be neither kept nor returned, so it gets an error. */
function isSerializable(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

function isStringArray(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
