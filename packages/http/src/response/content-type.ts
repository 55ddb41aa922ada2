/** Returns the media type in lowercase, without parameters, or an empty string if there is none. */
export function mediaType(contentType: string | undefined): string {
  return contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Whether a media type is `application/json` or based on it, such as `application/problem+json`. */
export function isJson(type: string): boolean {
  return type === "application/json" || type.endsWith("+json");
}

/** The first bytes of a text that names its encoding itself. */
const BYTE_ORDER_MARKS: readonly (readonly [charset: string, mark: readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
];

/**
 * Returns a decoder for the charset of a byte order mark, or for the one that the server names, or for UTF-8 if there is neither
 * or it is unknown. Browsers do the same.
 */
export function decoderFor(contentType: string | undefined, body: Uint8Array): InstanceType<typeof TextDecoder> {
  const [marked] = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => body[index] === byte)) ?? [];
  const charset = marked ?? /;\s*charset=["']?([^\s"';]+)/i.exec(contentType ?? "")?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
