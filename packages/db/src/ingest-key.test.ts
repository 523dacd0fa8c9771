import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "./id";
import { newIngestKey, readIngestKey } from "./ingest-key";

const projectId = "01980000-0000-7000-8000-000000000005";

test("a key's text is its prefix, its project and a secret, of one length", () => {
  expect(newIngestKey(projectId).text).toMatch(
    /^aicost_01980000000070008000000000000005_[A-Za-z0-9_-]{43}$/,
  );
});

test("a key reads back as its project and the hash that is kept", () => {
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

test("no two keys are alike", () => {
  const texts = Array.from({ length: 1_000 }, () => newIngestKey(projectId).text);
  expect(new Set(texts).size).toBe(1_000);
});

test("a text into which another project was put is no longer the same key", () => {
  const { text, secretHash } = newIngestKey(projectId);
  const other = newId();
  const spliced = text.replace(/_[0-9a-f]{32}_/, `_${other.replaceAll("-", "")}_`);
  const read = readIngestKey(spliced);
  expect(read?.projectId).toBe(other);
  expect(read?.secretHash).not.toBe(secretHash);
});

const { text } = newIngestKey(projectId);
test.each([
  ["nothing", ""],
  ["another prefix", text.replace("aicost", "sk")],
  ["the project in capitals", text.replace("01980000", "0198000A")],
  ["a project cut short", text.replace("01980000", "0198")],
  ["a secret cut short", text.slice(0, -1)],
  ["a secret too long", `${text}A`],
  ["a line after it", `${text}\n`],
  ["space before it", ` ${text}`],
  ["something that no secret has", `${text.slice(0, -1)}+`],
])("%s is no key", (_, candidate) => {
  expect(readIngestKey(candidate)).toBeNull();
});
