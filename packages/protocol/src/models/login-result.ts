import { type Codec, isPlainObject, refuse } from "../codec/index.js";
import { type Authentication, authentication, type NextStep, nextStep } from "./authentication.js";

/** The user who is logged in, or the next step of the login. */
export type LoginResult = Authentication | NextStep;

const EXPECTED = "an Authentication with userId and userName, or a NextStep with nextStep and authParams";

/** Distinguishes the two forms by the field that only a {@link NextStep} has. */
export const loginResult: Codec<LoginResult> = {
  encode(value, findings) {
    if (!isPlainObject(value)) return refuse(EXPECTED, value);
    return value["nextStep"] != null
      ? nextStep.encode(value as NextStep, findings)
      : authentication.encode(value as Authentication, findings);
  },
  decode(wire) {
    if (!isPlainObject(wire)) return refuse(EXPECTED, wire);
    return wire["next_step"] != null ? nextStep.decode(wire) : authentication.decode(wire);
  },
};
