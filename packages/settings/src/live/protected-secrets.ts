import type { Logger, Secrets } from "@galaxy-kit/sdk";
import { type FileProblem, sealedValue } from "../file/settings-text.js";
import type { Declaration, Values } from "../model/declaration.js";
import type { FieldValue } from "../model/reading.js";
import type { SecretProtector } from "./secret-protector.js";

/** What protecting needs from the integration. */
export interface SecretsContext {
  readonly log: Logger;
  readonly secrets: Secrets;
  readonly protector: SecretProtector;
}

/** Protects the secrets of one settings class in its file, as far as the system can do that. */
export class ProtectedSecrets {
  readonly #keys: ReadonlySet<string>;

  constructor(
    { fields }: Declaration,
    private readonly file: string,
    private readonly context: SecretsContext,
  ) {
    this.#keys = new Set(fields.filter(({ kind }) => kind.type === "secret").map(({ key }) => key));
  }

  /** Returns the secrets that have a value. */
  in(values: Values): readonly (readonly [key: string, secret: string])[] {
    return [...this.#keys].flatMap((key) => (values[key] ? [[key, String(values[key])] as const] : []));
  }

  /** Resolves to what is written to the file. */
  async protect(values: Values): Promise<Readonly<Record<string, unknown>>> {
    const secrets = this.in(values).map(async ([key, secret]) => {
      this.context.secrets.add(secret);
      return [key, await this.#protect(key, secret)] as const;
    });
    return { ...values, ...Object.fromEntries(await Promise.all(secrets)) };
  }

  /** Resolves to the secrets that were protected; those that cannot be revealed are empty. */
  async reveal(sealed: ReadonlyMap<string, string>): Promise<Revealed> {
    const values: Record<string, FieldValue> = {};
    const problems: FileProblem[] = [];
    for (const [key, text] of sealed) {
      try {
        values[key] = await this.context.protector.reveal(text);
      } catch (error) {
        values[key] = "";
        const message = `"${key}" is encrypted and cannot be read here, so it is not checked; enter it again to replace it`;
        problems.push({ key, message });
        this.context.log.warn(`${this.file}: ${message}`, { error });
      }
    }
    return { values, problems };
  }

  async #protect(key: string, secret: string): Promise<unknown> {
    try {
      const text = await this.context.protector.protect(secret);
      return text === undefined ? secret : sealedValue(text);
    } catch (error) {
      this.context.log.warn(`${this.file}: "${key}" cannot be encrypted, so it is stored as it is`, { error });
      return secret;
    }
  }
}

/** What the system could reveal. */
export interface Revealed {
  readonly values: Values;
  readonly problems: readonly FileProblem[];
}
