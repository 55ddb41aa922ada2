import { applicationErrors, describe, type ErrorObject, isPlainObject, type JsonValue } from "@galaxy-kit/protocol";

/**
 * Reads the error of a response. It is an error with any content: the call must not wait any longer. Old versions of the Python
 * API send a text as `data`.
 */
export function readError(raw: unknown, reportMistake: (mistake: string) => void): ErrorObject {
  if (!isPlainObject(raw)) {
    reportMistake(`its error must be an object, and is ${describe(raw)}`);
    return { code: applicationErrors.UnknownError.code, message: textOf(raw) };
  }
  const { code, message, data } = raw;
  if (!Number.isSafeInteger(code))
    reportMistake(`the code of its error must be a whole number, and is ${describe(code)}`);
  if (typeof message !== "string")
    reportMistake(`the message of its error must be a string, and is ${describe(message)}`);
  return {
    code: Number.isSafeInteger(code) ? (code as number) : applicationErrors.UnknownError.code,
    message: textOf(message),
    ...(data != null && { data: data as JsonValue }),
  };
}

function textOf(message: unknown): string {
  if (message == null) return applicationErrors.UnknownError.message;
  return typeof message === "string" ? message : JSON.stringify(message);
}
