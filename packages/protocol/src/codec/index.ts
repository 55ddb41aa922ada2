export { type Codec, type JsonObject, JsonText, type JsonValue } from "./codec.js";
export { CodecError, describe, refuse } from "./codec-error.js";
export { array, list, nullable, record } from "./containers.js";
export { type Finding, type FindingKind, Findings } from "./findings.js";
export { toWireName } from "./names.js";
export {
  type Fields,
  object,
  type ObjectCodec,
  openParams,
  optional,
  type OptionalField,
  params,
  under,
} from "./object.js";
export {
  boolean,
  count,
  flags,
  id,
  integer,
  isPlainObject,
  json,
  jsonObject,
  label,
  nothing,
  oneOf,
  string,
  unixSeconds,
} from "./scalars.js";
