import { expect, test } from "vitest";
import { oneLine } from "./one-line";

test.each([
  ["a plain name", "Ada Lovelace", "Ada Lovelace"],
  [
    "line breaks, which could begin a header",
    "Ada\r\nBcc: eve@example.com",
    "Ada Bcc: eve@example.com",
  ],
  ["a line separator", "Ada\u2028Lovelace", "Ada Lovelace"],
  ["a change of direction", "exe.\u202etxt", "exe. txt"],
  ["the end of an isolate", "a\u2069b", "a b"],
  ["sixty characters", "é".repeat(60), "é".repeat(60)],
  ["more than sixty characters", "😀".repeat(61), `${"😀".repeat(59)}…`],
  ["a name from right to left", "מוצר", "\u2068מוצר\u2069"],
  ["surrounding space", "  Ada  ", "Ada"],
])("%s", (_, name, line) => {
  expect(oneLine(name)).toBe(line);
});
