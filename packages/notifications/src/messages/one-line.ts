/** How many characters of a name a message shows. Names can be longer, and anybody can choose one. */
const MAX_NAME_LENGTH = 60;
/** Control characters, line separators, and the invisible characters that change the direction of text. */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const [ISOLATE, END_ISOLATE] = ["\u2068", "\u2069"];

/**
 * Makes a name that a person chose safe to show within a sentence: one line, cut after sixty characters,
 * and unable to reorder the text around it.
 */
export function oneLine(name: string): string {
  const characters = [...name.replace(UNSAFE, " ").replace(/\s+/g, " ").trim()];
  const isLong = characters.length > MAX_NAME_LENGTH;
  const line = isLong
    ? `${characters.slice(0, MAX_NAME_LENGTH - 1).join("")}…`
    : characters.join("");
  return RIGHT_TO_LEFT.test(line) ? `${ISOLATE}${line}${END_ISOLATE}` : line;
}
