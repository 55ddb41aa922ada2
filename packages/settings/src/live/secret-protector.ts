import { recordRecipe } from "@galaxy-kit/sdk/extend";

/**
 * Protects secrets in the settings file, with what the system offers. Provide one in `@GalaxyPlugin({ providers })`; without, only the
 * permissions of the file protect them.
 */
export abstract class SecretProtector {
  /** Resolves to what is written to the file, or to undefined if the system cannot protect it. */
  abstract protect(secret: string): Promise<string | undefined>;
  /** Reverts {@link protect}. Rejects if that is not possible, for example because another user wrote the file. */
  abstract reveal(text: string): Promise<string>;
}

recordRecipe(SecretProtector, {
  make: (): SecretProtector => ({
    protect: () => Promise.resolve(undefined),
    reveal: () => Promise.reject(new Error("this system cannot reveal protected secrets")),
  }),
});
