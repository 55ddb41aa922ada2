import { crc32, deflateRawSync } from "node:zlib";

/** An entry of a zip, and the headers that describe it. */
export interface CraftedEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
  /** The bytes in the zip, if they are not the result of the compression method. */
  readonly data?: Buffer;
  /** Header values that contradict the content. */
  readonly size?: number;
  readonly crc?: number;
}

const UTF8_NAME = 0x0800;
const DEFLATED = 8;
const UNIX = 3;

/** A zip that no ordinary tool would create. */
export function craftZip(entries: readonly CraftedEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = craftEntry(entry, offset);
    locals.push(local);
    directory.push(central);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

function craftEntry(
  { name, content = "", mode = 0, flags = UTF8_NAME, method = 0, size, crc, ...more }: CraftedEntry,
  offset: number,
) {
  const raw = Buffer.from(content);
  const data = more.data ?? (method === DEFLATED ? deflateRawSync(raw) : raw);
  const nameBytes = Buffer.from(name);
  // Part of both headers: version, flags, method, time, checksum, sizes, length of the name.
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc ?? crc32(raw), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(size ?? raw.length, 18);
  common.writeUInt16LE(nameBytes.length, 22);

  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt8(20, 4);
  central.writeUInt8(UNIX, 5);
  common.copy(central, 6);
  central.writeUInt32LE((mode << 16) >>> 0, 38);
  central.writeUInt32LE(offset, 42);

  const signature = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
  return { local: Buffer.concat([signature, common, nameBytes, data]), central: Buffer.concat([central, nameBytes]) };
}
