import { readFileSync } from "node:fs";
import https from "node:https";
import { BackendTimeout, NetworkError } from "@galaxy-kit/sdk";
import { afterEach, describe, expect, it } from "@jest/globals";
import { failure, newClient } from "./support/client.js";
import { listen, serveRaw } from "./support/server.js";

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** A server with an untrusted certificate. */
async function selfSigned() {
  const requests: string[] = [];
  const options = { key: fixture("self-signed.key.pem"), cert: fixture("self-signed.cert.pem") };
  const server = await listen(
    https.createServer(options, (request, response) => {
      requests.push(request.url ?? "");
      response.end("secret");
    }),
    "https",
  );
  return { url: server.url, port: server.port, requests };
}

describe("A certificate", () => {
  const before = process.env["NODE_TLS_REJECT_UNAUTHORIZED"];

  afterEach(() => {
    if (before === undefined) delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    else process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = before;
  });

  it("that is self-signed is rejected with NetworkError before anything is sent", async () => {
    const server = await selfSigned();
    const error = await failure(newClient().http.get(server.url));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /failed: DEPTH_ZERO_SELF_SIGNED_CERT\. .* antivirus program .* system's certificate store .* NODE_EXTRA_CA_CERTS/,
      ) as unknown,
      cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    });
    expect(server.requests).toEqual([]);
  });

  it("for another host is rejected, with advice", async () => {
    const { port } = await selfSigned();
    const got = await newClient().http.got();
    const trusting = { https: { certificateAuthority: fixture("self-signed.cert.pem") } };
    const error = await failure(got(`https://[::ffff:127.0.0.1]:${port}/`, trusting));
    expect(error).toBeInstanceOf(NetworkError);
    expect((error as Error).message).toMatch(/failed: ERR_TLS_CERT_ALTNAME_INVALID\. .*check the URL/);
  });

  it("is verified even with NODE_TLS_REJECT_UNAUTHORIZED=0", async () => {
    const server = await selfSigned();
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    expect(await failure(newClient().http.get(server.url))).toBeInstanceOf(NetworkError);
    expect(server.requests).toEqual([]);
  });
});

describe("Establishing a secure connection", () => {
  it("fails with NetworkError if the server closes the connection, since it has never responded", async () => {
    const server = await serveRaw((socket) => socket.once("data", () => socket.destroy()));
    expect(await failure(newClient().http.get(server.url.replace("http:", "https:")))).toBeInstanceOf(NetworkError);
  });

  it("fails with NetworkError if the server does not speak TLS", async () => {
    const server = await serveRaw((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    );
    expect(await failure(newClient().http.get(server.url.replace("http:", "https:")))).toBeInstanceOf(NetworkError);
  });

  it("counts toward the timeout", async () => {
    const server = await serveRaw(() => undefined);
    const pending = newClient().http.get(server.url.replace("http:", "https:"), { timeout: "50ms" });
    expect(await failure(pending)).toBeInstanceOf(BackendTimeout);
  });
});
