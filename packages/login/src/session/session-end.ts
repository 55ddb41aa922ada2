import { join } from "node:path";
import { Service } from "@galaxy-kit/sdk";
import { DataFolder, readFileIfExists, replaceFile } from "@galaxy-kit/state";

/** Keeps when the session ends where the page with settings finds it: in another process, which has no credentials of the user. */
@Service()
export class SessionEnd {
  readonly #path: string;

  constructor(folder: DataFolder) {
    this.#path = join(folder.data, "session.json");
  }

  async write(endsAt: number | undefined): Promise<void> {
    const known = await this.read();
    if (known !== endsAt) await replaceFile(this.#path, JSON.stringify({ endsAt }));
  }

  /** Resolves to undefined if it does not end, or nothing is known. */
  async read(): Promise<number | undefined> {
    try {
      const { endsAt } = JSON.parse((await readFileIfExists(this.#path)) ?? "{}") as { readonly endsAt?: unknown };
      return typeof endsAt === "number" ? endsAt : undefined;
    } catch {
      return undefined;
    }
  }
}
