import { UnknownBackendResponse } from "@galaxy-kit/sdk";
import type { CancelableRequest, PlainResponse } from "got";
import { type Asked, describe, identify } from "../errors/map-error.js";

/** Cuts a call off while its answer arrives, when the body, unpacked, gets longer than it may be. */
export async function limitResponse<T>(call: CancelableRequest<T>, maxSize: number, asked: Asked): Promise<T> {
  let failure: UnknownBackendResponse | undefined;
  void call.on("downloadProgress", ({ transferred }) => {
    if (transferred <= maxSize) return;
    failure = tooLarge(asked, maxSize);
    call.cancel();
  });
  try {
    return await call;
  } catch (error) {
    throw failure ?? error;
  }
}

/**
 * For got's `followRedirect`, to follow all. got reads the body of a redirect to its end, to use the connection again,
 * and tells nobody how long it is: one without end would arrive for ever, also when the call is long over.
 */
export function limitRedirect(maxSize: number): (response: PlainResponse) => boolean {
  return (response) => {
    const asked = { method: response.request.options.method, url: response.requestUrl };
    let size = 0;
    response.on("data", (piece: { readonly length: number }) => {
      size += piece.length;
      // When all has arrived, the connection may be another request's already.
      if (size > maxSize && !response.complete) response.socket.destroy(tooLarge(asked, maxSize));
    });
    return true;
  };
}

function tooLarge(asked: Asked, maxSize: number): UnknownBackendResponse {
  return new UnknownBackendResponse(
    `${describe(asked)} answered with more than ${maxSize} bytes: ` +
      "ask for less at once, or extend the client with a higher maxResponseSize.",
    { data: identify(asked) },
  );
}
