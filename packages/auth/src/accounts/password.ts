import { randomInt } from "node:crypto";
import { z } from "zod";

export const MIN_PASSWORD_LENGTH = 8;
/** Limits how much one request can make the server hash. */
export const MAX_PASSWORD_LENGTH = 128;

export const passwordSchema = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `The password must have at least ${MIN_PASSWORD_LENGTH} characters.`)
  .max(MAX_PASSWORD_LENGTH, `The password must have at most ${MAX_PASSWORD_LENGTH} characters.`);

/** Without the letters and digits that look like one another on a screen. */
const LEGIBLE = "23456789abcdefghjkmnpqrstuvwxyz";

const legibleText = (length: number) =>
  Array.from({ length }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join("");

/** A random secret such as `k7qf-2m9d-…`: groups of four characters with 4.9 bits each. */
export const legibleSecret = (groups: number): string =>
  Array.from({ length: groups }, () => legibleText(4)).join("-");

/** The groups of a generated password: 20 characters, 99 bits. */
const PASSWORD_GROUPS = 5;

export const generatePassword = (): string => legibleSecret(PASSWORD_GROUPS);
