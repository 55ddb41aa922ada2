const reasons = [
  [
    /ERR_PNPM_OUTDATED_LOCKFILE/,
    "pnpm-lock.yaml does not match a package.json. Run `npm run setup` with CI unset and commit the changes.",
  ],
  [/ENOSPC/, "the disk is full."],
  [
    /SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|CERT_HAS_EXPIRED|ERR_TLS_CERT/,
    "the certificate of the package registry is not trusted. Set NODE_EXTRA_CA_CERTS to the certificate file of your network.",
  ],
  [
    /ENOTCACHED|ERR_PNPM_NO_OFFLINE/,
    "npm is in offline mode and a package is not in its cache. Turn off offline mode and run the same command again.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET|UND_ERR|EIDLETIMEOUT|timed? ?out|syscall connect/i,
    "the package registry cannot be reached. Check the network (and the proxy settings of npm), then run the same command again.",
  ],
  [/EACCES|EPERM|EROFS/, "a file could not be written. Check the permissions of this folder and of the npm cache."],
  [
    /\bE40[13]\b|ERR_PNPM_FETCH_40[13]/,
    "the package registry denied access. Check the registry and login settings of npm.",
  ],
  [/\bE404\b|ERR_PNPM_FETCH_404/, "the package registry does not have a package. Check the registry setting of npm."],
  [/\bE5\d\d\b|ERR_PNPM_FETCH_5\d\d/, "the package registry has an internal error. Run the same command again later."],
  [
    /npx: not found|npx: command not found|'npx' is not recognized/,
    "npx is missing. It comes with npm, so reinstall Node.",
  ],
];

/** Explains in one sentence why `npx pnpm install` failed, based on its output. */
export function explain(output) {
  const known = reasons.find(([pattern]) => pattern.test(output));
  if (known) return known[1];
  const lines = output.split("\n").map((line) => line.trim());
  // npm starts with lines such as "npm error code EXAMPLE", which explain little.
  const explanation = lines.find(
    (line) => /^npm (error|ERR!)|ERR_/.test(line) && !/ (code|errno|syscall|path) /.test(line),
  );
  return explanation ?? lines.filter(Boolean).at(-1) ?? "npx printed nothing.";
}
