/** Whether a browser can be opened: on Linux only with a display, or in WSL, where Windows has the browser. */
export function canOpenBrowser({ platform, env } = process): boolean {
  return platform !== "linux" || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].some((name) => env[name]);
}
