import type { FactoryProvider, InjectionKey } from "@galaxy-kit/sdk";
import { recordRecipe } from "@galaxy-kit/sdk/extend";

/** Protects secrets in the settings file. Without a provider, only the permissions of the file do. */
export abstract class SecretProtector {
  /** Resolves to what is written to the file, or to undefined if the system cannot protect it. */
  abstract protect(secret: string): Promise<string | undefined>;
  /** Reverts {@link protect}. Rejects if that is not possible, for example because another user wrote the file. */
  abstract reveal(text: string): Promise<string>;
}

recordRecipe(SecretProtector, { make: (): SecretProtector => unprotected });

const unprotected: SecretProtector = {
  protect: () => Promise.resolve(undefined),
  reveal: () => Promise.reject(new Error("nothing on this system can reveal protected secrets")),
};

/** Encrypts data so that only this user of this computer can read it, as Windows does. */
export interface DataProtection {
  protect(data: Uint8Array): Promise<Uint8Array>;
  unprotect(data: Uint8Array): Promise<Uint8Array>;
}

/**
 * Protects secrets in the settings file with the help of the system.
 *
 * @example
 * ```ts
 * import { DATA_PROTECTION } from "@galaxy-kit/local";
 *
 * @GalaxyPlugin({ platform: Platform.ItchIo, providers: [protectSecretsWith(DATA_PROTECTION)] })
 * ```
 *
 * @param helper - what the system offers; its value is undefined if it offers nothing
 */
export function protectSecretsWith(helper: InjectionKey<DataProtection | undefined>): FactoryProvider<SecretProtector> {
  return {
    provide: SecretProtector,
    inject: [helper],
    useFactory: (system: DataProtection | undefined): SecretProtector =>
      system
        ? {
            protect: async (secret) => Buffer.from(await system.protect(Buffer.from(secret))).toString("base64"),
            reveal: async (text) => Buffer.from(await system.unprotect(Buffer.from(text, "base64"))).toString("utf8"),
          }
        : unprotected,
  };
}
