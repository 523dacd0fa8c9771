import { createHash } from "node:crypto";
import { newId } from "@ai-cost/db";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newIngestKey, readIngestKey } from "./ingest-key";

const projectId = "01980000-0000-7000-8000-000000000005";

test("the text of a key is a prefix, the project and a secret of fixed length", () => {
  expect(newIngestKey(projectId).text).toMatch(
    /^aicost_01980000000070008000000000000005_[A-Za-z0-9_-]{43}$/,
  );
});

test("reading a key gives its project and the stored hash", () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const { text, secretHash, lastCharacters } = newIngestKey(id);
      expect(readIngestKey(text)).toEqual({ projectId: id, secretHash });
      expect(secretHash).toBe(createHash("sha256").update(text).digest("hex"));
      expect(text.endsWith(lastCharacters)).toBe(true);
      expect(lastCharacters).toHaveLength(4);
    }),
  );
});

test("a thousand keys are all different", () => {
  const texts = Array.from({ length: 1_000 }, () => newIngestKey(projectId).text);
  expect(new Set(texts).size).toBe(1_000);
});

test("replacing the project in a key's text gives another hash", () => {
  const { text, secretHash } = newIngestKey(projectId);
  const other = newId();
  const spliced = text.replace(/_[0-9a-f]{32}_/, `_${other.replaceAll("-", "")}_`);
  const read = readIngestKey(spliced);
  expect(read?.projectId).toBe(other);
  expect(read?.secretHash).not.toBe(secretHash);
});

const { text } = newIngestKey(projectId);
test.each([
  ["no characters", ""],
  ["another prefix", text.replace("aicost", "sk")],
  ["the project in capitals", text.replace("01980000", "0198000A")],
  ["a project id that is too short", text.replace("01980000", "0198")],
  ["a secret that is too short", text.slice(0, -1)],
  ["a secret that is too long", `${text}A`],
  ["a newline at its end", `${text}\n`],
  ["a space at its start", ` ${text}`],
  ["a character outside base64url", `${text.slice(0, -1)}+`],
])("a text with %s is not a key", (_, candidate) => {
  expect(readIngestKey(candidate)).toBeNull();
});
