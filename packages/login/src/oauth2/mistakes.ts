import type { Mistake } from "@galaxy-kit/sdk/extend";
import type { OAuth2LoginOptions } from "./oauth2-options.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";

type Found = Omit<Mistake, "decorator">;

/** Finds what the compiler cannot: an address that reveals secrets to the network, and a client without a name. */
export function mistakesIn<Tokens extends OAuth2Tokens, Plugin extends object>({
  server,
  redirect,
}: OAuth2LoginOptions<Tokens, Plugin>): readonly Found[] {
  // What is injected is known only when the integration runs.
  if (typeof server !== "object") return findInRedirect(redirect);
  const addresses = ["authorize", "token", "device"].map(
    (name) => [name, Reflect.get(server, name) as unknown] as const,
  );
  return [
    ...addresses.filter(([, url]) => url !== undefined && !isSafe(url)).map(([name, url]) => unsafe(name, url)),
    ...(server.clientId === "" ? [WITHOUT_CLIENT] : []),
    ...findInRedirect(redirect),
  ];
}

const WITHOUT_CLIENT: Found = {
  message: "server.clientId is empty",
  remedy: "Register the integration with the platform, or let users enter a client of their own in the settings.",
};

function unsafe(name: string, url: unknown): Found {
  return {
    message: `server.${name} is ${JSON.stringify(url)}, which is not an https address`,
    remedy: "Use an address that begins with https://. Only a server on this computer may have http://127.0.0.1.",
  };
}

function isSafe(url: unknown): boolean {
  if (typeof url !== "string" || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}

function findInRedirect(redirect: unknown): readonly Found[] {
  if (typeof redirect !== "object" || redirect === null) return [];
  const ports = (redirect as { readonly ports: readonly number[] }).ports;
  const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port < 65_536;
  if (ports.length > 0 && ports.every(isPort)) return [];
  return [
    {
      message: `loopback({ ports }) is ${JSON.stringify(ports)}`,
      remedy: "Use at least one port from 1024 to 65535, or leave out ports for a free one.",
    },
  ];
}
