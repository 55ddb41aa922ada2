import type { LogRow } from "@galaxy-kit/console";

type Fields = NonNullable<LogRow["fields"]>;

/** Returns the fields that the line does not show in words, or undefined if there are none. */
export function otherFields({ fields = {}, message }: LogRow): Fields | undefined {
  const { level: _level, time: _time, logger: _logger, handling: _handling, message: _message, ...more } = fields;
  const { diagnostics: _diagnostics, exception, error, ...others } = more;
  const found: Fields = {
    ...others,
    ...(exception !== undefined && !isPart(exception, message) && { exception }),
    ...errorFields(error, message),
  };
  return Object.keys(found).length > 0 ? found : undefined;
}

/** The stack is part of the message, and names the error. So are the stacks of its causes. */
function errorFields(error: unknown, message: string): Fields {
  const others = otherMembers(error, message);
  return others === undefined ? {} : { error: others };
}

function otherMembers(error: unknown, message: string): unknown {
  if (typeof error !== "object" || error === null || !("stack" in error) || !isPart(error.stack, message)) return error;
  const { name: _name, message: _message, stack: _stack, cause, ...others } = error as Fields;
  const inner = otherMembers(cause, message);
  const found = { ...others, ...(inner !== undefined && { cause: inner }) };
  return Object.keys(found).length > 0 ? found : undefined;
}

function isPart(text: unknown, message: string): boolean {
  return typeof text === "string" && message.includes(text);
}
