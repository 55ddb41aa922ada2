import { expect, test } from "@jest/globals";
import { explain } from "../install-failure.mjs";

test.each([
  ["npm error code ECONNREFUSED\nnpm error syscall connect", "the package registry cannot be reached"],
  ["npm error code EAI_AGAIN", "the package registry cannot be reached"],
  [" WARN  GET https://host/x error (ETIMEDOUT). Will retry in 1 second.", "the package registry cannot be reached"],
  ["npm error code SELF_SIGNED_CERT_IN_CHAIN", "the certificate of the package registry is not trusted"],
  ["npm error code ENOTCACHED\nnpm error request failed: cache mode is only-if-cached", "npm is in offline mode"],
  [' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"', "pnpm-lock.yaml does not match"],
  ["npm error code E401", "the package registry denied access"],
  ["npm error code EACCES\nnpm error syscall connect", "the package registry cannot be reached"],
  ["npm error code EACCES\nnpm error syscall mkdir", "a file could not be written"],
  ["npm error code ENOSPC", "the disk is full"],
  ["Progress: resolved 1\n ERR_PNPM_SOMETHING_NEW  Odd.\nDone", "ERR_PNPM_SOMETHING_NEW  Odd."],
  ["npm error code EODD\nnpm error path /a\nnpm error Odd things happened", "npm error Odd things happened"],
  ["no idea\n", "no idea"],
  ["", "npx printed nothing."],
])("explains %j", (output, sentence) => {
  expect(explain(output)).toContain(sentence);
  expect(explain(output)).not.toContain("\n");
});
