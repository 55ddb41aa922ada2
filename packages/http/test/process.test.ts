import { execFile } from "node:child_process";
import tls from "node:tls";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** Runs programs in one separate process, one after the other, without the modules and warnings of jest. */
function run(programs: readonly string[], env = {}): Promise<{ stdout: string; stderr: string }> {
  const imports = programs.flatMap((program) => ["--import", fixture(program)]);
  const args = ["--import", fixture("record-loads.mjs"), ...imports, "-e", ""];
  return promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } });
}

/** Since Node 22.19. */
const canReadSystemStore = "setDefaultCACertificates" in tls;

describe("In a separate process", () => {
  const ran = run(["first-request.mjs", "many-requests.mjs"]);

  it("the first request loads got and Node's HTTP modules; the constructor does not", async () => {
    const { stdout } = await ran;
    const [constructed, ...rest] = stdout.split("\n");
    expect(constructed).toBe("constructed");
    expect(rest.slice(0, 3).sort()).toEqual(["loads got", "loads node:http", "loads node:https"]);
    expect(rest[3]).toBe("received ok");
  }, 30_000);

  (canReadSystemStore ? it : it.skip)(
    "a certificate that only the system's store knows is accepted (from Node 22.19)",
    async () => {
      // Where OpenSSL looks for the store of a Linux system.
      const store = { SSL_CERT_FILE: fixture("self-signed.cert.pem"), SSL_CERT_DIR: "/nowhere" };
      const { stdout } = await run(["system-trust.mjs"], store);
      expect(stdout).toContain("received ok and ok, then ok");
    },
    30_000,
  );

  it("many requests that share one signal cause no warnings", async () => {
    const { stdout, stderr } = await ran;
    expect(stdout).toContain("received 50 responses");
    expect(stderr).toBe("");
  }, 30_000);
});
