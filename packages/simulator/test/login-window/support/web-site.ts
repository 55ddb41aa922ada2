import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "@jest/globals";

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => unknown;
type Page = string | Handler;

export interface WebSite {
  readonly origin: string;
  /** Method, path and cookies of each request, without favicons. */
  readonly requests: { readonly method: string; readonly path: string; readonly cookie: string | undefined }[];
}

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Serves a website on 127.0.0.1. A string is the HTML of a page. Other paths return 404. */
export async function webSite(pages: Record<string, Page>): Promise<WebSite> {
  const requests: WebSite["requests"] = [];
  const server = createServer((request, response) => {
    const path = request.url!.split("?")[0]!;
    if (path === "/favicon.ico") return response.writeHead(404).end();
    requests.push({ method: request.method!, path, cookie: request.headers.cookie });
    const page = pages[path];
    if (page === undefined) return response.writeHead(404).end("not here");
    if (typeof page === "string") return response.setHeader("content-type", "text/html").end(page);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    return request.on("end", () => page(request, response, Buffer.concat(chunks).toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Returns a page that redirects and sets cookies. */
export function redirect(location: string, ...cookies: string[]): Handler {
  return (_request, response) => response.writeHead(302, { location, "set-cookie": cookies }).end();
}

/** Resolves to an origin that nothing listens on. */
export async function deadOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
