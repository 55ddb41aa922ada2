/** Windows hides the end of a name that it knows. */
const MISNAMED = /^manifest\.json\.\w+$/i;

/** Looks for a manifest.json with another name among the names of files. */
export function misnamedManifest(
  names: Iterable<string>,
): { readonly message: string; readonly remedy: string } | undefined {
  const found = [...names].find((name) => MISNAMED.test(name));
  return found === undefined
    ? undefined
    : {
        message: `has no manifest.json, but a ${found}`,
        remedy:
          "Rename it to manifest.json. Windows hides the end of such a name unless you have it show file name extensions.",
      };
}
