import { inflateSync } from "node:zlib";
import { decodeText } from "@galaxy-kit/local";

/** The lines of an item in the format before RetroArch 1.7.6, which it still writes if the user wants it. */
const LINES = ["path", "label", "core_path", "core_name", "crc32", "db_name"] as const;

type Values = Partial<Record<(typeof LINES)[number] | "default_core_path" | "base_content_directory", string>>;
type Playlist = Readonly<Values & { items: (Values & { path: string })[] }>;

/** Reads any of RetroArch's three formats. Throws if RetroArch has not written all of it yet. */
export function parsePlaylist(content: Buffer): Playlist {
  const text = decodeText(content.indexOf("#RZIPv") === 0 ? decompress(content) : content).trimStart();
  const playlist = text.startsWith("{") ? (JSON.parse(text) as Playlist) : parseLines(text);
  if (!Array.isArray(playlist.items)) throw new Error('It has no list "items".');
  const isGame = (item: Partial<Values> | null) => typeof item?.path === "string" && item.path !== "";
  return { ...playlist, items: playlist.items.filter(isGame) };
}

/** After a header of 20 bytes, each chunk is its length in 4 bytes, and as many bytes of zlib. */
function decompress(content: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 20; at < content.length; at += 4 + content.readUInt32LE(at)) {
    chunks.push(inflateSync(content.subarray(at + 4, at + 4 + content.readUInt32LE(at))));
  }
  return Buffer.concat(chunks);
}

/** Six lines an item; then lines such as `default_core_path = "/cores/nestopia_libretro.so"`. */
function parseLines(text: string): Playlist {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  const values = lines.map((line) => /^(\w+) = "(.*)"$/.exec(line)).filter((match) => match !== null);
  const count = (lines.length - values.length) / LINES.length;
  if (count === 0 || !Number.isInteger(count)) throw new Error("It is not complete.");
  const items = Array.from({ length: count }, (_, index) => LINES.map((name, line) => [name, lines[index * 6 + line]]));
  const shared = Object.fromEntries(values.map(([, key, value]) => [key, value])) as Values;
  return { ...shared, items: items.map((item) => Object.fromEntries(item) as Playlist["items"][0]) };
}
