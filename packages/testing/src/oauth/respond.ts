import type { ServerResponse } from "node:http";

/** Responds with a text. */
export function respond(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-store" }).end(text);
}
