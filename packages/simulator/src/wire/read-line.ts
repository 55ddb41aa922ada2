import { isPlainObject, type MessageId } from "@galaxy-kit/protocol";
import type { Recorder } from "../reporting/recorder.js";
import { withExactNumbers } from "./exact-numbers.js";
import { detailOf } from "./excerpt.js";
import { classify, type Incoming } from "./message.js";
import { answeredBy } from "./unreadable-response.js";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A message, or a line that is not one although it visibly is the response to a request. */
export type Message =
  | Exclude<Incoming, { type: "invalid" }>
  | { readonly type: "unreadable"; readonly answers: MessageId | undefined; readonly why: string };

/** A message with its own JSON. */
export interface ReadMessage {
  readonly message: Message;
  readonly line: Buffer;
}

/** Returns the messages of a line: one, or those of a batch. Reports a problem for each that is invalid, and each mistake. */
export function readLine(bytes: Buffer, recorder: Recorder): readonly ReadMessage[] {
  const text = decode(bytes, recorder);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why =
      text.trim() === ""
        ? "the line is empty"
        : `the line is not valid JSON: ${recorder.masking.parseError(error as Error)}`;
    return [unreadable({ line: bytes, text, kind: "invalid-json", why }, recorder)];
  }
  const mistakes: string[] = [];
  const exact = withExactNumbers(text, json, () => mistakes.push("it has numbers beyond 2^53, which are read as text"));
  if (!Array.isArray(exact) || exact.length === 0) return [readMessage(exact, bytes, text, mistakes, recorder)];
  const batch = "the messages of a batch are used, but GALAXY expects each message on its own line";
  recorder.mistake({ kind: "invalid-message", message: batch });
  return exact.map((one: unknown) => {
    const part = JSON.stringify(one);
    return readMessage(one, Buffer.from(part), part, mistakes, recorder);
  });
}

/** @param mistakes - of the whole line */
function readMessage(
  json: unknown,
  line: Buffer,
  text: string,
  mistakes: readonly string[],
  recorder: Recorder,
): ReadMessage {
  const method = isPlainObject(json) && typeof json["method"] === "string" ? { method: json["method"] } : {};
  const reportMistake = (mistake: string): void => {
    recorder.mistake({ ...method, kind: "invalid-message", message: `the message is used, but ${mistake}` });
  };
  mistakes.forEach(reportMistake);
  const message = classify(json, reportMistake);
  if (message.type !== "invalid") return { message, line };
  return unreadable({ line, text, kind: "invalid-message", why: `the message is invalid: ${message.why}` }, recorder);
}

interface UnreadableLine {
  readonly line: Buffer;
  readonly text: string;
  readonly kind: "invalid-json" | "invalid-message";
  readonly why: string;
}

function unreadable({ line, text, kind, why }: UnreadableLine, recorder: Recorder): ReadMessage {
  recorder.message({ direction: "received", type: "unreadable", line });
  recorder.problem({ kind, message: why, ...detailOf(text, recorder.masking) });
  return { message: { type: "unreadable", answers: answeredBy(text), why }, line };
}

function decode(bytes: Buffer, recorder: Recorder): string {
  try {
    return strict.decode(bytes);
  } catch {
    const text = bytes.toString("utf8");
    recorder.problem({
      kind: "invalid-utf8",
      message: "the line is not valid UTF-8",
      ...detailOf(text, recorder.masking),
    });
    return text;
  }
}
