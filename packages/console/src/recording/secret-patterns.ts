/** What is replaced before a session is shared. */
export type Redacted = "token" | "cookie" | "email address" | "secret" | "home folder";

type Replace = (text: string, put: (kind: Redacted, value: string) => string) => string;

const part =
  "token|secret|passw|pwd|cookie|authori[sz]ation|credential|sess(?:ion)?[-_]?id|login[-_]?secure|api[-_]?key|access[-_]?key|private[-_]?key";
const word = "sid|pin|otp|auth|npsso|jwt|ticket|key";
/** In addresses only: elsewhere, they name other things, too. */
const parameter = "code|state|sig|signature|session|hash|nonce";
/** Not a value: a placeholder, or the kind of what follows. */
const notValue = String.raw`(?!\((?:token|cookie|secret|email)|(?:bearer|basic|digest|oauth|token)\s)`;
const value = String.raw`((?:(?!%26|%23)[^\s&#;,"'})\]])+)`;

/** The name of a property whose value is always a secret. */
export const secretName = new RegExp(`${part}|^(?:${word})$`, "i");

/** One that also tells what the text after it in a list is: `["Cookie", "sid=1"]`. Other words are titles there, too. */
const secretHeader = new RegExp(String.raw`^[\w-]{0,40}(?:${part})[\w-]{0,40}$`, "i");

/** Returns what the value of such a property is. */
export const kindOf = (name: string): Redacted => (/cookie/i.test(name) ? "cookie" : "token");

const parameterInAddress = new RegExp(`((?:[?&#]|%3F|%26|%23)(?:${parameter})(?:=|%3D))${notValue}${value}`, "gi");
/** Names are short: an unlimited one would make the search in a long line quadratic. */
const named = new RegExp(
  String.raw`((?<![A-Za-z])([\w-]{0,40}(?:${part})[\w-]{0,40}|(?<![\w-])(?:${word}))(=|%3D|:\s*))${notValue}${value}`,
  "gi",
);

/** What secrets look like in a text, in the order in which they are looked for. */
export const patterns: readonly Replace[] = [
  // "name": "value", also in JSON that is itself quoted, or cut off
  (text, put) =>
    text.replace(
      /(\\?"([\w-]+)\\?"\s*:\s*\\?")((?:[^"\\]|\\[^"])+)/g,
      (whole: string, before: string, name: string, found: string) =>
        secretName.test(name) ? before + put(kindOf(name), found) : whole,
    ),
  // 'name': 'value', as Python prints it, and name="value"
  (text, put) =>
    text.replace(
      /((?<![\w-])(['"]?)([\w-]{1,60})\2\s{0,4}[:=]\s{0,4}(['"]))((?:(?!\4)[^\\\n]|\\.){1,4096})/g,
      (whole: string, before: string, _quote, name: string, _other, found: string) =>
        secretName.test(name) ? before + put(kindOf(name), found) : whole,
    ),
  // https://user:password@host
  (text, put) =>
    text.replace(
      /(:\/\/[^\s/?#:@]{0,64}:)([^\s/?#@]{1,256})(?=@)/g,
      (_, before: string, found: string) => before + put("token", found),
    ),
  // Cookie: a=b; c=d
  (text, put) =>
    text.replace(
      /\b((?:set-)?cookie\s*:\s*)([^\r\n"]+)/gi,
      (_, before: string, found: string) => before + put("cookie", found),
    ),
  // Authorization: Bearer …
  (text, put) =>
    text.replace(
      /\b(authorization\s*[:=]\s*(?:(?:bearer|basic|digest|oauth|token)\s+)?|(?:bearer|basic|oauth)\s+(?=[\w.~+/-]{8}))([^\s"',;]+)/gi,
      (_, before: string, found: string) => before + put("token", found),
    ),
  // A JSON Web Token. It is looked for once in each word: a search that begins anew at each `eyJ` would be quadratic.
  (text, put) =>
    text.replace(
      /(?<![\w-])((?:(?!ey[AJ])[\w-])*)(ey[AJ][\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?)/g,
      (_, before: string, found: string) => before + put("token", found),
    ),
  // ?code=…
  (text, put) => text.replace(parameterInAddress, (_, before: string, found: string) => before + put("token", found)),
  // access_token=…, password: …
  (text, put) =>
    text.replace(named, (whole: string, before: string, name: string, sign: string, found: string) =>
      sign.startsWith(":") && isProse(name, found) ? whole : before + put(kindOf(name), found),
    ),
  (text, put) =>
    text.replace(/[\p{L}\p{N}._+-]{1,64}(?:@|%40)(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu, (found) =>
      put("email address", found),
    ),
];

/** Whether a colon follows a word of a sentence or a title: `Token: The Cookie Wars`. */
function isProse(name: string, found: string): boolean {
  return !/passw|pwd|secret/i.test(name) && !/\d/.test(found) && found.length < 16;
}

/** Returns the name of a header whose value is a secret; an empty text for anything else. */
export function headerBefore(name: unknown): string {
  return typeof name === "string" && secretHeader.test(name) ? name : "";
}
