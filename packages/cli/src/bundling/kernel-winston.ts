import { readFile } from "node:fs/promises";
import type { Plugin } from "rolldown";
import type { ModulePlaces } from "./module-place.js";

/** Marks the modules of the kernel's own copy. */
const OWN = "?kernel";

/** The versions of which it is known that nothing calls what is left out; other versions are bundled completely. */
const known: ReadonlySet<string> = new Set(["winston@3.19.0", "winston-transport@4.9.0", "triple-beam@1.4.1"]);

/**
 * What they load for loggers unlike the kernel's, which has levels, a format and a transport of its own, uses no colors, handles no
 * exceptions and never ends.
 */
const unused = /^(?:async\/forEach|logform\/json|winston-transport\/legacy|\.\/config|\.\/legacy|\.\/profiler)$/;

/** Classes that its loggers instantiate, but the kernel's never uses. */
const unusedClass = /^\.\/(?:exception|rejection)-handler$/;

/** Modules that are bundled instead, by id. */
const substitutes: ReadonlyMap<string, string> = new Map([
  ["\0unused", "module.exports = {};"],
  ["\0unused-class", "module.exports = class {};"],
  ["\0silent", "module.exports = () => () => {};"],
  ["\0writable", 'module.exports = require("node:stream").Writable;'],
]);

/**
 * Bundles winston for the kernel without what the kernel does not use, and with the streams of Node: readable-stream is a copy of them
 * for other versions of Node. An integration that uses winston, too, gets a complete copy of its own.
 */
export function kernelWinston(places: ModulePlaces): Plugin {
  const isFromKernel = (source: string, importer: string): boolean =>
    source.startsWith("winston") && places.packageOf(importer)?.name === "@galaxy-kit/kernel";
  return {
    name: "kernel-winston",
    async resolveId(source, importer = "") {
      const isOwn = importer.endsWith(OWN);
      if (!isOwn && !isFromKernel(source, importer)) return null;
      const from = isOwn ? importer.slice(0, -OWN.length) : importer;
      if (isOwn && isKnown(from)) {
        if (source === "readable-stream") return { id: "node:stream", external: true };
        if (source === "readable-stream/lib/_stream_writable.js") return "\0writable";
        if (source === "@dabh/diagnostics") return "\0silent";
        if (unusedClass.test(source)) return "\0unused-class";
        if (unused.test(source)) return "\0unused";
      }
      const found = await this.resolve(source, from, { skipSelf: true });
      return found && !found.external ? { ...found, id: found.id + OWN } : found;
    },
    load(id) {
      return id.endsWith(OWN) ? readFile(id.slice(0, -OWN.length), "utf8") : substitutes.get(id);
    },
  };

  function isKnown(module: string): boolean {
    const { name, version } = places.packageOf(module) ?? {};
    return known.has(`${String(name)}@${String(version)}`);
  }
}
