/**
 * Where a decorator is being applied: the frame behind TypeScript's `__decorate`, which is the author's. Undefined when the
 * stack has no such frame, as with another compiler's helper.
 */
export function decoratorSite(): string | undefined {
  const frames = (new Error().stack ?? "").split("\n");
  const author = frames[frames.findIndex((frame) => frame.includes("__decorate")) + 1];
  const isFrame = author !== undefined && author !== frames[0];
  return isFrame ? /\(?((?:file:\/\/|[a-z]:)?[^\s(]+:\d+:\d+)\)?$/i.exec(author)?.[1]?.replace(/^file:\/\//, "") : undefined;
}
