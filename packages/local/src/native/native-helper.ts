import { token } from "@galaxy-kit/sdk";
import { type HelperAddress, helperAddress } from "./helper-address.js";
import { HelperConnection } from "./helper-connection.js";

/** A process as Windows describes it. */
export interface WindowsProcess {
  readonly pid: number;
  readonly parent: number;
  /** In milliseconds since 1970; 0 if Windows keeps it secret. */
  readonly startTime: number;
  readonly name: string;
  readonly program: string | undefined;
  readonly commandLine: string | undefined;
}

/** A value of the registry. Binary values are buffers. */
export type RegistryValue = string | number | readonly string[] | Buffer | null;

/** A key of the registry. */
export interface RegistryKey {
  readonly values: Readonly<Record<string, RegistryValue>>;
  /** The names of its subkeys. */
  readonly keys: readonly string[];
}

/** Which part of the registry: that of programs for 32 bits, or for 64. By default, that of GALAXY's Python. */
export type RegistryView = 32 | 64;

type Row = readonly [
  pid: number,
  parent: number,
  startTime: number,
  name: string,
  program: string | null,
  commandLine: string | null,
];

/**
 * Does what Node cannot do on Windows, in the Python that runs the launcher of a packed integration. It starts when it is needed for the
 * first time.
 */
export class NativeHelper {
  #processes = new Map<number, WindowsProcess>();

  readonly #connection: HelperConnection;

  constructor(address: HelperAddress) {
    this.#connection = new HelperConnection(address);
  }

  /** Resolves to the running processes. One that runs since the last call is the same object. */
  async processes(): Promise<readonly WindowsProcess[]> {
    const { all, started } = (await this.#connection.request("processes")) as { all: number[]; started: Row[] };
    const fresh = new Map(started.map((row) => [row[0], toProcess(row)]));
    const list = all.flatMap((pid) => fresh.get(pid) ?? this.#processes.get(pid) ?? []);
    this.#processes = new Map(list.map((process) => [process.pid, process]));
    return list;
  }

  /**
   * Resolves to a key of the registry, or undefined if it does not exist.
   *
   * @param key - such as `HKLM\Software\Valve\Steam`; HKCU, HKLM, HKCR and HKU are known
   */
  async registryKey(key: string, view?: RegistryView): Promise<RegistryKey | undefined> {
    const found = (await this.#connection.request("registry", { key, view: view ?? null })) as RegistryAnswer | null;
    if (!found) return undefined;
    const values = Object.entries(found.values).map(([name, value]) => [name, toValue(value)] as const);
    return { values: Object.fromEntries(values), keys: found.keys };
  }

  /** Encrypts data so that only this user of this computer can read it. */
  async protect(data: Uint8Array): Promise<Buffer> {
    return fromBase64(await this.#connection.request("protect", { data: toBase64(data) }));
  }

  /** @throws if another user has protected it, or it is not protected */
  async unprotect(data: Uint8Array): Promise<Buffer> {
    return fromBase64(await this.#connection.request("unprotect", { data: toBase64(data) }));
  }

  /** From now on, what a process starts belongs to a job, even after its parents have ended. */
  async openJob(job: string, pid: number): Promise<void> {
    await this.#connection.request("open_job", { job, pid });
  }

  /** Resolves to the pids of the processes in a job. */
  async jobProcesses(job: string): Promise<readonly number[]> {
    return (await this.#connection.request("job_processes", { job })) as number[];
  }

  /** Forgets a job. Its processes keep running. */
  async closeJob(job: string): Promise<void> {
    await this.#connection.request("close_job", { job });
  }
}

/** The helper; undefined without a launcher, that is during development, and on systems that need none. */
export const NATIVE_HELPER = token<NativeHelper | undefined>("NATIVE_HELPER", {
  make: () => helperAddress && new NativeHelper(helperAddress),
});

interface RegistryAnswer {
  readonly values: Readonly<Record<string, RegistryValue | { readonly base64: string }>>;
  readonly keys: readonly string[];
}

function toProcess([pid, parent, startTime, name, program, commandLine]: Row): WindowsProcess {
  return { pid, parent, startTime, name, program: program ?? undefined, commandLine: commandLine ?? undefined };
}

function toValue(value: RegistryValue | { readonly base64: string }): RegistryValue {
  return typeof value === "object" && value !== null && "base64" in value ? fromBase64(value.base64) : value;
}

function toBase64(data: Uint8Array): string {
  return Buffer.from(data).toString("base64");
}

function fromBase64(text: unknown): Buffer {
  return Buffer.from(text as string, "base64");
}
