/** The media type alone: lower-case, without parameters; empty when the server names none. */
export function mediaType(contentType: string | undefined): string {
  return contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** `application/json` and whatever is built on it, such as `application/problem+json`. */
export function isJson(type: string): boolean {
  return type === "application/json" || type.endsWith("+json");
}

/** A decoder for the charset that the server names; UTF-8 when it names none, or none that is known. */
export function decoderFor(contentType: string | undefined): InstanceType<typeof TextDecoder> {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(contentType ?? "")?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
