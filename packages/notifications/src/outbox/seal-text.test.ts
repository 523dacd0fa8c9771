import { expect, test } from "vitest";
import { openText, sealText } from "./seal-text";

const SECRET = "a secret of the test that is long enough";
const TEXT = "A link: https://cost.example.com/reset-password/rst_1 – مرحبا";

test("a sealed text does not show what it contains, and opens with its secret for its row", () => {
  const sealed = sealText(SECRET, "row 1", TEXT);
  expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain("cost.example.com");
  expect(openText(SECRET, "row 1", sealed)).toBe(TEXT);
});

test("the same text is sealed differently each time", () => {
  expect(sealText(SECRET, "row 1", TEXT)).not.toBe(sealText(SECRET, "row 1", TEXT));
});

test.each<[string, (sealed: string) => string]>([
  ["with another secret", (sealed) => openText(`${SECRET}.`, "row 1", sealed)],
  ["for another row", (sealed) => openText(SECRET, "row 2", sealed)],
  ["after a change", (sealed) => openText(SECRET, "row 1", flipLastBit(sealed))],
  ["when it is cut", (sealed) => openText(SECRET, "row 1", sealed.slice(0, 20))],
  ["when it is empty", () => openText(SECRET, "row 1", "")],
])("a sealed text does not open %s", (_, open) => {
  expect(() => open(sealText(SECRET, "row 1", TEXT))).toThrow();
});

function flipLastBit(sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString("base64");
}
