/** What must be answered to a line. */
export interface Expected {
  /** As it stands in the answer. */
  readonly id: string;
  /** `result`, or the code of an error; undefined where the protocol's document leaves more than one answer open. */
  readonly outcome: string | undefined;
  /** Whether it must be answered before the next line is looked at. */
  readonly immediate: boolean;
  /** Where a worker has the connection, it waits only so long for what came before. */
  readonly isPing: boolean;
}

interface Method {
  readonly immediate: boolean;
  /** The answer to parameters that are an object. */
  readonly outcome: (params: Params) => string | undefined;
}

const INVALID_PARAMS = "-32602";

type Params = Record<string, unknown>;
const takes = (outcome: string | undefined, fits: (params: Params) => boolean) => (params: Params) =>
  fits(params) ? outcome : INVALID_PARAMS;
const noParams = takes("result", (params) => Object.keys(params).length === 0);
const hasOnly = (params: Params, name: string): boolean => Object.keys(params).every((key) => key === name);

/** The requests that the integration of the fuzz tests answers. */
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
      outcome: takes(
        "result",
        (params) => isObject(params["stored_credentials"] ?? {}) && hasOnly(params, "stored_credentials"),
      ),
    },
  ],
  // Either null or that one is running already.
  [
    "start_achievements_import",
    {
      immediate: false,
      outcome: takes(undefined, (params) => isTexts(params["game_ids"]) && hasOnly(params, "game_ids")),
    },
  ],
  ["echo", { immediate: false, outcome: () => "result" }],
  ["fail", { immediate: false, outcome: () => "4" }],
]);

/** The answers to bytes that end with a line feed, in the order of their lines: written from the protocol, not from the kernel. */
export function expectedAnswers(bytes: Buffer): Expected[] {
  return bytes
    .toString("utf8")
    .split("\n")
    .slice(0, -1)
    .flatMap((line) => expectedAnswer(line) ?? []);
}

function expectedAnswer(line: string): Expected | undefined {
  if (line.trim() === "") return undefined;
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return refusal(null, "-32700");
  }
  if (!isObject(message)) return refusal(null, "-32600");
  if (!("method" in message) && ("result" in message || "error" in message)) return undefined;
  const { jsonrpc, id, method, params } = message;
  const isId = id === undefined || id === null || typeof id === "string" || Number.isFinite(id);
  if (jsonrpc !== "2.0" || typeof method !== "string" || !isId) return refusal(null, "-32600");
  return id == null ? undefined : expectedOfRequest(id, method, params ?? {});
}

function expectedOfRequest(id: unknown, method: string, params: unknown): Expected {
  const known = methods.get(method);
  if (!known) return refusal(id, "-32601");
  if (!isObject(params)) return refusal(id, INVALID_PARAMS);
  const outcome = known.outcome(params);
  return {
    id: JSON.stringify(id),
    outcome: outcome === "result" && !canBeWritten(params) ? undefined : outcome,
    immediate: known.immediate,
    isPing: method === "ping",
  };
}

function refusal(id: unknown, outcome: string): Expected {
  return { id: JSON.stringify(id), outcome, immediate: true, isPing: false };
}

/** What is nested so deeply that it cannot be written can neither be kept nor answered; that has to be said. */
function canBeWritten(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
