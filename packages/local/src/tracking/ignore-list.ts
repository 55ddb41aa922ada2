/**
 * Programs that run along with games, or are started by them and stay, and that do not show whether the game is running. In lower
 * case.
 */
const HELPERS: readonly (string | RegExp)[] = [
  // Wine's services
  /^(?:wineserver(?:64)?|services\.exe|winedevice\.exe|plugplay\.exe|explorer\.exe|svchost\.exe|rpcss\.exe|tabtip\.exe|winedbg\.exe)$/,
  "conhost.exe",
  // Overlays, crash handlers and their likes
  /^(?:gameoverlayui|steamwebhelper|steamerrorreporter|crashpad_handler|crashreportclient|crashreporter|crashsender\d*)(?:64)?(?:\.exe)?$/,
  /^unitycrashhandler(?:32|64)?(?:\.exe)?$/,
  // Installers that a game brings along
  /^(?:unins\d*|uninstall\w*|vc_?redist.*|dxsetup|dotnetfx.*)\.exe$/,
  // Clients of stores, which a game may start and which stay
  /^(?:steam|epicgameslauncher|battle\.net|galaxyclient|eadesktop|eabackgroundservice|upc|ubisoftconnect|itch)(?:\.exe)?$/,
  // Browsers, since a game may open a page
  /^(?:firefox|chrome|google-chrome|chromium|chromium-browser|msedge|brave|opera|vivaldi|safari)(?:\.exe)?$/,
];

/** Names of programs that do not count as the game. */
export class IgnoreList {
  readonly #patterns: readonly (string | RegExp)[];

  constructor(own: readonly (string | RegExp)[] = []) {
    this.#patterns = [
      ...HELPERS,
      ...own.map((item) => (typeof item === "string" ? item.toLowerCase() : withoutMemory(item))),
    ];
  }

  has(name: string): boolean {
    const lower = name.toLowerCase();
    return this.#patterns.some((item) =>
      typeof item === "string" ? item === lower : item.test(name) || item.test(lower),
    );
  }
}

/** With the flags `g` and `y`, a pattern goes on where it matched last: of two equal names, it would match the first only. */
function withoutMemory({ source, flags }: RegExp): RegExp {
  return new RegExp(source, flags.replace(/[gy]/g, ""));
}
