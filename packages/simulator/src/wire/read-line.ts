import type { Recorder } from "../reporting/recorder.js";
import { detailOf } from "./excerpt.js";
import { classify, type Incoming } from "./message.js";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

type Message = Exclude<Incoming, { type: "invalid" }>;

/** Returns a line as a message. Reports a problem and returns undefined if it is not one. */
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
      text.trim() === ""
        ? "the line is empty"
        : `the line is not valid JSON: ${recorder.masking.parseError(error as Error)}`;
    reportUnreadable("invalid-json", why);
    return undefined;
  }
  const message = classify(json);
  if (message.type !== "invalid") return message;
  reportUnreadable("invalid-message", `the message is invalid: ${message.why}`);
  return undefined;
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
