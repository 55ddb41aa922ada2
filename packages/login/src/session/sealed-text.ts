import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a text with a secret. The secret has to be random, as a token is: a password could be guessed. */
export function seal(text: string, secret: string): string {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(secret, salt), nonce);
  const content = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), content]).toString("base64");
}

/**
 * Returns the text that {@link seal} has encrypted.
 *
 * @throws `Error` if it was encrypted for another secret, or changed since
 */
export function unseal(sealed: string, secret: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const [salt, nonce, tag, content] = cut(bytes, SALT_BYTES, NONCE_BYTES, TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, keyOf(secret, salt), nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(content), decipher.final()]).toString("utf8");
}

/** Returns a label that distinguishes secrets without revealing them. */
export function labelOf(secret: string): string {
  return Buffer.from(hkdfSync("sha256", secret, "", "label", 16)).toString("base64url");
}

function keyOf(secret: string, salt: Buffer): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, salt, "key", 32));
}

function cut(bytes: Buffer, first: number, second: number, third: number): [Buffer, Buffer, Buffer, Buffer] {
  const ends = [first, first + second, first + second + third] as const;
  return [
    bytes.subarray(0, ends[0]),
    bytes.subarray(ends[0], ends[1]),
    bytes.subarray(ends[1], ends[2]),
    bytes.subarray(ends[2]),
  ];
}
