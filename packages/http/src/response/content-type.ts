/** Returns the media type in lowercase, without parameters, or an empty string if there is none. */
export function mediaType(contentType: string | undefined): string {
  return contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Whether a media type is `application/json` or based on it, such as `application/problem+json`. */
export function isJson(type: string): boolean {
  return type === "application/json" || type.endsWith("+json");
}

/** Returns a decoder for the charset that the server names, or for UTF-8 if there is none or it is unknown. */
export function decoderFor(contentType: string | undefined): InstanceType<typeof TextDecoder> {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(contentType ?? "")?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
