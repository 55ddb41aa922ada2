/** Whether a page can be opened: elsewhere than on Linux that goes without saying, and in WSL Windows has the browser. */
export function hasDisplay({ platform, env } = process): boolean {
  return platform !== "linux" || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].some((name) => env[name]);
}
