import { authenticationCases } from "./authentication.js";
import type { Case } from "./case.js";
import { chatCases } from "./chat.js";
import { errorCases } from "./errors.js";
import { importCases } from "./imports.js";
import { internalCases } from "./internal.js";
import { libraryCases } from "./library.js";

export const cases: readonly Case[] = [
  ...internalCases,
  ...authenticationCases,
  ...libraryCases,
  ...importCases,
  ...errorCases,
  ...chatCases,
];
