/** The minimum number of random characters that makes an id unique over all providers. */
const MIN_RANDOM_CHARACTERS = 16;

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/**
 * Whether a response id has so many random characters that no other provider can have given it to another
 * call, such as `chatcmpl-9b1c0f9e-…`, `msg_01XFDUDYJgAACzvnptvVoYEL` or a UUID. Words, dates and counters
 * are not random. An id that could also be one of these counts as not random, which is safe, because its
 * key then also contains the provider.
 */
export function isRandomId(id: string): boolean {
  // A slash would make the key ambiguous, because it separates the provider from the id.
  if (!/^[\w.:=+-]+$/.test(id) || isPadded(id)) return false;
  if (UUID.test(id)) return true;
  const random = id
    .split(/[^A-Za-z0-9]/)
    .filter(isRandomPart)
    .join("");
  return random.length >= MIN_RANDOM_CHARACTERS && new Set(random).size >= 7;
}

/** Whether an id repeats one character, as a counter with leading zeros does. */
const isPadded = (id: string): boolean => /([A-Za-z0-9])\1{5}/.test(id);

/**
 * Whether a part of an id mixes digits, capitals and small letters in a way in which no word, number or
 * numbered word does.
 */
const isRandomPart = (part: string): boolean =>
  [/\d/, /[a-z]/, /[A-Z]/].filter((characters) => characters.test(part)).length >= 2 &&
  !NUMBERED_WORDS.test(part);

/** A word, words in camel case, or a word with a number before or after it. */
const NUMBERED_WORDS =
  /^(?:(?:[A-Z]?[a-z]+|[A-Z]+)\d{1,8}|\d+(?:[A-Z]?[a-z]+|[A-Z]+)|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*)$/;
