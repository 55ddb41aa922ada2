/*
 * What itch.io knows: a user, games, and the download keys that the user owns, in the words of its API. Always the same for the same
 * number of keys.
 */
const FIRST = ["Paper", "Moss", "Static", "Velvet", "Cinder", "Tidal", "Quartz", "Lumen", "Bramble", "Hollow"];
const LAST = ["Lighthouse", "Courier", "Garden", "Machine", "Orbit", "Parade", "Archive", "Ferry", "Theorem", "Picnic"];

/** Every 20th key is for something that is not a game. */
const OTHER = ["soundtrack", "assets", "tool", "book", "comic", "game_mod", "physical_game", "other"];
/** How itch.io says on which systems a game runs, and for which processors. */
const PLATFORMS = [
  { windows: "all", linux: "amd64", osx: "all" },
  { windows: "all" },
  { windows: "386", linux: "386" },
  { osx: "amd64" },
  {},
];
/** The game that the user has as a purchase, and again in a bundle. */
export const TWICE = 7;

/** A key as itch.io hands it out under "API keys". */
export const API_KEY = "stand1n0api0key0of0the0user0000000000000";

const NEWEST = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;

/** @param {number} count - how many keys the user owns */
export function createSite(count = 600) {
  const user = {
    id: 29789,
    username: "ada",
    display_name: "Ada L.",
    url: "https://ada.itch.io",
    cover_url: "https://img.itch.zone/aW1n/100x100%23/ada.png",
    developer: false,
    gamer: true,
    press_user: false,
  };
  const games = Array.from({ length: count }, (_, index) => createGame(index));
  const keys = games.map((game, index) => createKey(index, game));
  // The same game with two keys, one after the other and on different pages.
  if (count > TWICE) keys.push(createKey(count, games[TWICE]));
  // It is free: nobody gets a key for it.
  const free = { ...createGame(count), title: "Free Balloon", min_price: 0, can_be_bought: false };
  return { user, keys, games: [...games, free] };
}

function createGame(index) {
  const number = index < 100 ? "" : ` ${Math.floor(index / 100) + 1}`;
  const classification = index % 20 === 19 ? OTHER[Math.floor(index / 20) % OTHER.length] : "game";
  const createdAt = at(index + 400);
  return {
    id: 15_000 + index,
    url: `https://studio-${index % 13}.itch.io/game-${index}`,
    // Also one that a reader of lines may take for two.
    title: `${FIRST[index % 10]} ${LAST[(index * 3 + Math.floor(index / 10)) % 10]}${number}${index === 3 ? "\u2028II" : ""}`,
    short_text: "A small game",
    type: ["default", "default", "default", "html", "unity"][index % 5],
    classification,
    cover_url: `https://img.itch.zone/aW1n/315x250%23c/${index}.png`,
    still_cover_url: "",
    created_at: createdAt,
    published_at: createdAt,
    min_price: index % 4 === 0 ? 0 : 100 * (index % 7),
    can_be_bought: true,
    has_demo: index % 6 === 0,
    in_press_system: false,
    platforms: PLATFORMS[index % PLATFORMS.length],
    user_id: 100 + (index % 13),
  };
}

function createKey(index, game) {
  const createdAt = at(index);
  return { id: 61_000 + index, game_id: game.id, game, created_at: createdAt, updated_at: createdAt, owner_id: 29789 };
}

/** @param {number} days - before the newest purchase */
function at(days) {
  return new Date(NEWEST - days * DAY).toISOString().replace("Z", "000000Z");
}
