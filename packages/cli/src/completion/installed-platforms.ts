/** Resolves to the platforms of the integrations in GALAXY's own folder. */
export async function installedPlatforms(): Promise<readonly string[]> {
  const { choosePluginsFolder } = await import("../installed/galaxy-folders.js");
  const { readInstalled } = await import("../installed/read-installed.js");
  const installed = await readInstalled(choosePluginsFolder(undefined));
  return installed.flatMap(({ manifest }) => (manifest ? [manifest.platform] : []));
}
