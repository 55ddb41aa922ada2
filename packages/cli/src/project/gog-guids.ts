/**
 * The guids of the integrations that GALAXY offers and updates itself, by platform: the last published state of
 * github.com/FriendsOfGalaxy/cfg. One of them is not hexadecimal.
 */
const guids: Readonly<Record<string, string>> = {
  battlenet: "ba170431-0649-482f-863b-d248592f1842",
  bethesda: "cb57391f-1675-35b1-05c0-896d43bdf4f8",
  ffxiv: "0a9eb0eb-812a-45a1-bc40-c1cd82195313",
  gw2: "637b1fd4-b1d0-4de8-9bf6-757e639807f3",
  humble: "f0ca3d80-a432-4d35-a9e3-60f27161ac3a",
  minecraft: "cb57391f-1675-35b1-05c0-896d43bdf8f4",
  origin: "7f53219b-4e2b-4591-9f4f-dfc5f4ba9eb0",
  paradox: "bfa5a6c9-r0c3-5g28-b921-f4cd75d4999a",
  pathofexile: "52d06761-1c23-d725-9720-57ee0b8b14bc",
  psn: "38087aea-3c30-439f-867d-ddf9fae8fe6f",
  rockstar: "774732b5-69c4-405c-b6c9-92cd55740cfe",
  steam: "ca27391f-2675-49b1-92c0-896d43afa4f8",
  uplay: "afb5a69c-b2ee-4d58-b916-f4cd75d4999a",
  wargaming: "91728e8a-33c3-4b6d-8382-4dd31043dec1",
};

const known: ReadonlySet<string> = new Set(Object.values(guids));

/** Whether GALAXY replaces an integration with this guid by GOG's own, if that has a higher version. */
export function isGogGuid(guid: string): boolean {
  return known.has(guid.toLowerCase());
}
