import { randomInt } from "node:crypto";
import { z } from "zod";

export const MIN_PASSWORD_LENGTH = 8;
/**
 * The maximum length of a password in characters. It limits the work that one request can cause,
 * because the server hashes the password.
 */
export const MAX_PASSWORD_LENGTH = 128;

export const passwordSchema = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `The password must have at least ${MIN_PASSWORD_LENGTH} characters.`)
  .max(MAX_PASSWORD_LENGTH, `The password must have at most ${MAX_PASSWORD_LENGTH} characters.`);

/**
 * The characters of a generated secret. Letters and digits that look alike on a screen, such as `l` and
 * `1`, are left out.
 */
const LEGIBLE = "23456789abcdefghjkmnpqrstuvwxyz";

const legibleText = (length: number) =>
  Array.from({ length }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join("");

/** A random secret such as `k7qf-2m9d-…`: groups of four characters with 4.9 bits each. */
export const legibleSecret = (groups: number): string =>
  Array.from({ length: groups }, () => legibleText(4)).join("-");

/** The number of groups in a generated password. Its 20 characters have 99 bits. */
const PASSWORD_GROUPS = 5;

export const generatePassword = (): string => legibleSecret(PASSWORD_GROUPS);
