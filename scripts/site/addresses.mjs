/** Where the site is published. */
export const siteUrl = "https://galaxy-kit.github.io/galaxy-kit/";

const repository = "https://github.com/galaxy-kit/galaxy-kit";

/** Returns where a file or a folder of this repository is shown, given its path from the root. */
export function sourceUrl(path) {
  const isFile = /\.\w+$/.test(path) || path === "LICENSE";
  return `${repository}/${isFile ? "blob" : "tree"}/main/${path}`;
}

/** Returns where a file of this repository is edited, given its path from the root. */
export function editUrl(path) {
  return `${repository}/edit/main/${path}`;
}
