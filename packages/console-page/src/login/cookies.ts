import type { Cookie } from "@galaxy-kit/protocol";

/**
 * Parses cookies pasted by the user: `name=value; name2=value2` as in a Cookie header, or JSON as exported by browser
 * extensions and developer tools. Throws an error whose message can be shown to the user.
 */
export function parseCookies(text: string): Cookie[] {
  const trimmed = text.trim().replace(/^cookie:\s*/i, "");
  if (trimmed === "") return [];
  return /^[[{]/.test(trimmed) ? fromJson(trimmed) : fromHeader(trimmed);
}

function fromHeader(text: string): Cookie[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      if (equals < 1) throw new Error(`"${part}" is not a cookie. Use name=value and separate cookies with ";".`);
      return { name: part.slice(0, equals).trim(), value: part.slice(equals + 1).trim() };
    });
}

function fromJson(text: string): Cookie[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`The cookies are not valid JSON: ${(error as Error).message}`, { cause: error });
  }
  // Either a list of cookies or an object that maps names to values.
  const cookies: unknown[] = Array.isArray(json)
    ? json
    : Object.entries(json as object).map(([name, value]: [string, unknown]) => ({ name, value }));
  return cookies.map((cookie, index) => {
    const { name, value, domain, path } = (cookie ?? {}) as Record<string, unknown>;
    if (typeof name !== "string" || typeof value !== "string") {
      throw new Error(`Cookie ${index + 1} needs a "name" and a "value", both strings.`);
    }
    return { name, value, ...(typeof domain === "string" && { domain }), ...(typeof path === "string" && { path }) };
  });
}
