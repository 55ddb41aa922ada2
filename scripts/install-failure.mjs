const reasons = [
  [
    /ERR_PNPM_OUTDATED_LOCKFILE/,
    "pnpm-lock.yaml does not match a package.json. Run `npm run setup` where CI is not set, and commit what it changes.",
  ],
  [/ENOSPC/, "the disk is full."],
  [
    /SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|CERT_HAS_EXPIRED|ERR_TLS_CERT/,
    "the certificate of the package registry is not trusted. Set NODE_EXTRA_CA_CERTS to the file with your network's certificate.",
  ],
  [
    /ENOTCACHED|ERR_PNPM_NO_OFFLINE/,
    "npm is in offline mode and a package is not in its cache. Run the same command again without it.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET|UND_ERR|EIDLETIMEOUT|timed? ?out|syscall connect/i,
    "the package registry cannot be reached. Check the network (and the proxy settings of npm), then run the same command again.",
  ],
  [/EACCES|EPERM|EROFS/, "a file could not be written. Check the permissions of this folder and of the npm cache."],
  [
    /\bE40[13]\b|ERR_PNPM_FETCH_40[13]/,
    "the package registry refuses access. Check the registry and login settings of npm.",
  ],
  [/\bE404\b|ERR_PNPM_FETCH_404/, "the package registry lacks a package. Check the registry setting of npm."],
  [
    /\bE5\d\d\b|ERR_PNPM_FETCH_5\d\d/,
    "the package registry has a problem of its own. Run the same command again later.",
  ],
  [
    /npx: not found|npx: command not found|'npx' is not recognized/,
    "npx is missing. It comes with npm: reinstall Node.",
  ],
];

/** One sentence on why `npx pnpm install` failed, from what it printed. */
export function explain(output) {
  const known = reasons.find(([pattern]) => pattern.test(output));
  if (known) return known[1];
  const lines = output.split("\n").map((line) => line.trim());
  // npm begins with lines like "npm error code EXAMPLE", which say little.
  const telling = lines.find(
    (line) => /^npm (error|ERR!)|ERR_/.test(line) && !/ (code|errno|syscall|path) /.test(line),
  );
  return telling ?? lines.filter(Boolean).at(-1) ?? "npx printed nothing.";
}
