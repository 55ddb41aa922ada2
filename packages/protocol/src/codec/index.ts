export {
  type Codec,
  encoderOf,
  type JsonObject,
  JsonText,
  type JsonValue,
  type Structure,
  structureOf,
} from "./codec.js";
export { CodecError, describe, describeThrown, refuse } from "./codec-error.js";
export { CompactBatch, CompactJson, JsonTemplate } from "./compact-json.js";
export { array, list, nullable, record } from "./containers.js";
export { copyMembers } from "./copy-members.js";
export { type Finding, type FindingKind, Findings } from "./findings.js";
export { type Layout, Values } from "./layout.js";
export { toWireName } from "./names.js";
export {
  type Fields,
  named,
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
