import { z } from "zod";

/** The maximum length of an e-mail address that SMTP delivers to (RFC 5321 with erratum 1690). */
const MAX_EMAIL_LENGTH = 254;

/**
 * The e-mail addresses that the product accepts, everywhere. They are those of the HTML standard, so a
 * browser's e-mail field and the server accept the same ones; `ada@localhost` is one of them. The schema
 * removes surrounding space and changes letters to lower case. `message` says that a text is no address,
 * `tooLong` that it has too many characters.
 */
export const emailAddressSchema = (
  message = "That is not an e-mail address.",
  tooLong = `An e-mail address has at most ${MAX_EMAIL_LENGTH} characters.`,
) =>
  z
    .string(message)
    .max(MAX_EMAIL_LENGTH, tooLong)
    .trim()
    .toLowerCase()
    .regex(z.regexes.html5Email, message);
