export { type Codec, CodecError, describe, type JsonObject, JsonText, type JsonValue, refuse } from "./codec.js";
export { array, nullable, record } from "./containers.js";
export {
  type Fields,
  object,
  type ObjectCodec,
  openParams,
  optional,
  type OptionalField,
  params,
  toWireName,
  under,
} from "./object.js";
export {
  boolean,
  count,
  flags,
  integer,
  isPlainObject,
  json,
  jsonObject,
  nothing,
  oneOf,
  string,
  unixSeconds,
} from "./scalars.js";
