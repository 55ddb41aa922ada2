import type { SavingState } from "./saver.js";

/** Where a store keeps the texts of its entries. */
export interface Storage {
  /** Where it is, and what deletes it. */
  readonly location: string;
  /** How much is stored. */
  readonly bytes: number;
  readonly saving: SavingState;
  keys(): readonly string[];
  read(key: string): string | undefined;
  /** @throws StoreFullError */
  write(key: string, text: string): void;
  delete(key: string): void;
}

/** A store without a place to be saved in, for tests. */
export class MemoryStorage implements Storage {
  readonly location = "the memory of this process; deleted when it ends";
  readonly saving = { isSaved: true, savedAt: undefined, error: undefined };
  readonly #texts = new Map<string, string>();

  get bytes(): number {
    return [...this.#texts].reduce((sum, [key, text]) => sum + bytesOf(key, text), 0);
  }

  keys(): readonly string[] {
    return [...this.#texts.keys()];
  }

  read(key: string): string | undefined {
    return this.#texts.get(key);
  }

  write(key: string, text: string): void {
    this.#texts.set(key, text);
  }

  delete(key: string): void {
    this.#texts.delete(key);
  }
}

/** How much an entry takes, approximately. */
export function bytesOf(key: string, text: string): number {
  return Buffer.byteLength(key) + Buffer.byteLength(text);
}
