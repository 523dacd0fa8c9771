import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Ordinals } from "./ordinals";

const hashOf = (text: string) => createHash("sha256").update(text).digest();

test("the same hash is 0, then 1, then 2; another one is 0 again", () => {
  const ordinals = new Ordinals();
  const found = ["a", "a", "b", "a", "b"].map((text) => ordinals.next(hashOf(text)));
  expect(found).toEqual([0, 1, 0, 2, 1]);
});

test("no hash of twenty thousand is lost while the table grows", () => {
  const ordinals = new Ordinals();
  const hashes = Array.from({ length: 20_000 }, (_, index) => hashOf(String(index)));
  expect(hashes.filter((hash) => ordinals.next(hash) !== 0)).toEqual([]);
  expect(hashes.filter((hash) => ordinals.next(hash) !== 1)).toEqual([]);
});

test("hashes with equal first 32 bits are distinguished by the next 32", () => {
  const ordinals = new Ordinals();
  const one = Buffer.from("0102030405060708", "hex");
  const other = Buffer.from("0102030409060708", "hex");
  expect([one, other, one].map((hash) => ordinals.next(hash))).toEqual([0, 0, 1]);
});
