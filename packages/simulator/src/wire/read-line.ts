import type { Recorder } from "../reporting/recorder.js";
import { detailOf } from "./excerpt.js";
import { classify, type Incoming } from "./message.js";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

type Message = Exclude<Incoming, { type: "flawed" }>;

/** Makes a message of a line; reports a line that is none, and answers nothing. */
export function readLine(bytes: Buffer, recorder: Recorder): Message | undefined {
  const text = decode(bytes, recorder);
  const reportUnreadable = (kind: "invalid-json" | "invalid-message", message: string): void => {
    recorder.message({ direction: "received", type: "unreadable", line: bytes });
    recorder.problem({ kind, message, ...detailOf(text, recorder.masking) });
  };

  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why =
      text.trim() === "" ? "an empty line" : `a line that is no JSON: ${recorder.masking.unreadable(error as Error)}`;
    reportUnreadable("invalid-json", why);
    return undefined;
  }
  const message = classify(json);
  if (message.type !== "flawed") return message;
  reportUnreadable("invalid-message", `a message ${message.why}`);
  return undefined;
}

function decode(bytes: Buffer, recorder: Recorder): string {
  try {
    return strict.decode(bytes);
  } catch {
    const text = bytes.toString("utf8");
    recorder.problem({ kind: "invalid-utf8", message: "a line that is no UTF-8", ...detailOf(text, recorder.masking) });
    return text;
  }
}
