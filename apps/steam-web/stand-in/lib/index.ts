/** Steam, as far as an integration sees it: the Web API, and a folder with libraries and a program. */
export { StateFlag, SteamFolder } from "./steam-folder.js";
export { SteamWebApi } from "./web-api.js";
export { APP, idOf, SteamWorld } from "./world.js";
