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

/** Returns a line as a message. Reports a problem if it is not one, and a warning for each mistake in it. */
export function readLine(bytes: Buffer, recorder: Recorder): Message {
  const text = decode(bytes, recorder);
  const unreadable = (kind: "invalid-json" | "invalid-message", why: string): Message => {
    recorder.message({ direction: "received", type: "unreadable", line: bytes });
    recorder.problem({ kind, message: why, ...detailOf(text, recorder.masking) });
    return { type: "unreadable", answers: answeredBy(text), why };
  };

  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why =
      text.trim() === ""
        ? "the line is empty"
        : `the line is not valid JSON: ${recorder.masking.parseError(error as Error)}`;
    return unreadable("invalid-json", why);
  }
  const method = isPlainObject(json) && typeof json["method"] === "string" ? { method: json["method"] } : {};
  const reportMistake = (mistake: string): void => {
    recorder.mistake({ ...method, kind: "invalid-message", message: `the message is used, but ${mistake}` });
  };
  const exact = withExactNumbers(text, json, () => reportMistake("it has numbers beyond 2^53, which are read as text"));
  const message = classify(exact, reportMistake);
  return message.type === "invalid" ? unreadable("invalid-message", `the message is invalid: ${message.why}`) : message;
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
