import { type ErrorName, errorTable, isPlainObject, type JsonObject } from "@galaxy-kit/protocol";
import * as sdk from "@galaxy-kit/sdk";

const names = Object.keys(errorTable) as ErrorName[];
const nameOfCode: ReadonlyMap<number, ErrorName> = new Map(names.map((name) => [errorTable[name].code, name]));

/** Converts the error of a response to an error class; an unknown code becomes an `UnknownError`. */
export function fromReceived(code: unknown, message: unknown, data: unknown): sdk.GalaxyError {
  const name = typeof code === "number" ? nameOfCode.get(code) : undefined;
  const options = { data: isPlainObject(data) ? withoutType(data as JsonObject) : {} };
  return new sdk[name ?? "UnknownError"](message ?? undefined, options);
}

function withoutType({ internal_type: _, ...data }: JsonObject): JsonObject {
  return data;
}
