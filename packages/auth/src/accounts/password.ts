import { randomInt } from "node:crypto";
import { z } from "zod";

export const MIN_PASSWORD_LENGTH = 8;
/** A bound on what one request can make the server hash. */
export const MAX_PASSWORD_LENGTH = 128;

export const passwordSchema = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `The password must have at least ${MIN_PASSWORD_LENGTH} characters.`)
  .max(MAX_PASSWORD_LENGTH, `The password must have at most ${MAX_PASSWORD_LENGTH} characters.`);

/** Without letters and digits that are mistaken for one another when read from a screen. */
const LEGIBLE = "23456789abcdefghjkmnpqrstuvwxyz";

const legibleText = (length: number) =>
  Array.from({ length }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join("");

/** Groups of four with 4.9 bits a character: `k7qf-2m9d-…`. */
export const legibleSecret = (groups: number): string =>
  Array.from({ length: groups }, () => legibleText(4)).join("-");
