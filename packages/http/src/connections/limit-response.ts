import { UnknownBackendResponse } from "@galaxy-kit/sdk";
import type { CancelableRequest, PlainResponse } from "got";
import { describe, errorData, type RequestTarget } from "../errors/map-error.js";

/** Cancels a call while its response arrives, once the decompressed body exceeds the limit. */
export async function limitResponse<T>(call: CancelableRequest<T>, maxSize: number, target: RequestTarget): Promise<T> {
  let failure: UnknownBackendResponse | undefined;
  void call.on("downloadProgress", ({ transferred }) => {
    if (transferred <= maxSize) return;
    failure = tooLarge(target, maxSize);
    call.cancel();
  });
  try {
    return await call;
  } catch (error) {
    throw failure ?? error;
  }
}

/**
 * For got's `followRedirect`; follows every redirect. got reads the body of a redirect to its end, to reuse the connection, and
 * emits no progress for it: an endless body would keep arriving even after the call is over.
 */
export function limitRedirect(maxSize: number): (response: PlainResponse) => boolean {
  return (response) => {
    const target = { method: response.request.options.method, url: response.requestUrl };
    let size = 0;
    response.on("data", (piece: { readonly length: number }) => {
      size += piece.length;
      // Once everything has arrived, the connection may already belong to another request.
      if (size > maxSize && !response.complete) response.socket.destroy(tooLarge(target, maxSize));
    });
    return true;
  };
}

function tooLarge(target: RequestTarget, maxSize: number): UnknownBackendResponse {
  return new UnknownBackendResponse(
    `${describe(target)} returned more than ${inUnits(maxSize)}: ` +
      "request less at a time, for example with pages(), or raise maxResponseSize of @HttpApi() or extend().",
    { data: errorData(target) },
  );
}

function inUnits(bytes: number): string {
  const mib = bytes / 2 ** 20;
  return Number.isInteger(mib) ? `${mib} MiB` : `${bytes} bytes`;
}
