/** Whether a window can be shown: elsewhere than on Linux that goes without saying. */
export function hasDisplay({ platform, env } = process): boolean {
  return platform !== "linux" || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].some((name) => env[name]);
}
