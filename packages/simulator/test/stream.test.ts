import { Duplex } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { start } from "./support/integrations.js";

/** One end of a connection without a socket: data written to it can be read at the other end. */
class End extends Duplex {
  other!: End;

  override _read(): void {
    // Data is pushed as it arrives.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.other.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    this.other.push(null);
    done();
  }
}

function pair(): [End, End] {
  const [one, other] = [new End(), new End()];
  one.other = other;
  other.other = one;
  return [one, other];
}

/** A minimal integration. */
function serve(end: Duplex, token: string): void {
  let rest = "";
  const results: Record<string, unknown> = {
    get_capabilities: { platform_name: "generic", features: [], token },
    init_authentication: { user_id: "1", user_name: "Jo" },
  };
  end.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const { id, method } = JSON.parse(line) as { id: string; method: string };
      end.write(`${JSON.stringify({ jsonrpc: "2.0", id, result: results[method] ?? null })}\n`);
    }
  });
  end.on("end", () => end.end());
}

describe("an integration at the other end of a stream", () => {
  it("works like one in a process", async () => {
    const ends: Duplex[] = [];
    const client = await start({
      integration: {
        stream: (token) => {
          const [ours, theirs] = pair();
          serve(theirs, token);
          ends.push(theirs);
          return ours;
        },
      },
    });
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(client.pid).toBeUndefined();

    ends[0]?.end();
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.status.reason).toBe("the integration closed its connection");

    await client.retry();
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(ends).toHaveLength(2);
    expect(await client.close()).toEqual({ code: null, signal: null, killed: false });
    expect(client.problems).toMatchObject([{ kind: "crash" }]);
  });

  it("cannot be restarted if the source is a single stream", async () => {
    const [ours, theirs] = pair();
    const client = await start({ integration: { stream: ours } });
    theirs.end();
    await client.waitFor(() => client.status.state === "crashed");
    await expect(client.retry()).rejects.toThrow("pass a function as `stream`");
  });
});
