/** Where a daemon listens on this computer. */
export interface Listening {
  readonly port: number;
  /** What clients need to log in. Masked in the log. */
  readonly secret?: string;
}

/** The members of an object with a port, or with an address that ends with one, such as `127.0.0.1:4000`. */
type ReadyMembers = ({ readonly port: string } | { readonly address: string }) & { readonly secret?: string };

/**
 * The line in which a daemon reports where it listens:
 *
 * - a pattern with the groups `port` or `address`, and `secret`: `/^listening on (?<address>\S+)$/`
 * - for a line of JSON, where to find them in it: `{ address: "tcp.address", secret: "secret" }`
 * - a function, which gets each line until it returns where the daemon listens. It may throw for a line that it cannot read
 */
export type ReadyLine = RegExp | ReadyMembers | ((line: string) => Listening | undefined);

const MAX_PORT = 65_535;

/** What a line may contain. */
type Found = Readonly<Partial<Record<"port" | "address" | "secret", unknown>>>;

/**
 * Returns a function that reads from a line where a daemon listens.
 *
 * @param keep - gets the secret, also of a line that does not report where the daemon listens: it may be in the log
 * @throws `TypeError` if a pattern has no group for it
 */
export function readyReader(
  ready: ReadyLine,
  name: string,
  keep: (secret: string | undefined) => void,
): (line: string) => Listening | undefined {
  if (typeof ready === "function") {
    return (line) => {
      const found = ready(line);
      keep(found?.secret);
      return found;
    };
  }
  const find = ready instanceof RegExp ? groupsOf(ready, name) : membersOf(ready);
  return (line) => {
    const { port, address, secret } = find(line) ?? {};
    const own = typeof secret === "string" ? { secret } : {};
    keep(own.secret);
    const number = Number(port ?? /:(\d+)\/?$/.exec(String(address))?.[1]);
    return number > 0 && number <= MAX_PORT ? { port: number, ...own } : undefined;
  };
}

function groupsOf(pattern: RegExp, name: string): (line: string) => Found | undefined {
  if (!/\(\?<(?:port|address)>/.test(pattern.source)) {
    throw new TypeError(
      `\`ready\` of ${name} does not capture where it listens: name a group of ${String(pattern)} "port" or "address", such as (?<port>\\d+).`,
    );
  }
  const stateless = new RegExp(pattern, pattern.flags.replace(/[gy]/g, ""));
  // On Windows, a line may end with a carriage return, too.
  return (line) => stateless.exec(line.trimEnd())?.groups;
}

function membersOf(members: ReadyMembers): (line: string) => Found {
  return (line) => {
    const found: unknown = JSON.parse(line);
    return Object.fromEntries(Object.entries(members).map(([name, path]) => [name, memberAt(found, path)]));
  };
}

/** Returns undefined if it is missing. */
function memberAt(value: unknown, path: string): unknown {
  return path.split(".").reduce((inner, name) => (inner as Readonly<Record<string, unknown>> | null)?.[name], value);
}
