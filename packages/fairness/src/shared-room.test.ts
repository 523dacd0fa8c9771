import { expect, test } from "vitest";
import { SharedRoom } from "./shared-room";

let nowMs = 0;
let dropped: string[] = [];

function roomOf(capacity: number, most = capacity) {
  nowMs = 0;
  dropped = [];
  const room = new SharedRoom({ capacity, most, now: () => nowMs });
  return (party: string, name = party) => room.lease(party, () => dropped.push(name));
}

test("while there is room, everybody gets it", () => {
  const lease = roomOf(10);
  expect(lease("one").reserve(6)).toBe(true);
  expect(lease("another").reserve(4)).toBe(true);
  expect(dropped).toEqual([]);
});

test("when room is short, the slowest sender of the party that has most is dropped, and no more than needed", () => {
  const lease = roomOf(10);
  const senders = ["slow", "slower", "fast"].map((name) => lease("flood", name));
  const [slow, slower] = senders;
  for (const sender of senders) sender.reserve(2);
  nowMs = 5_000;
  slow?.reserve(1);
  senders[2]?.reserve(2);
  expect(lease("victim").reserve(2)).toBe(true);
  expect(dropped).toEqual(["slower"]);
  expect(slower?.reserve(1)).toBe(false);
});

test("a party cannot take room from one that has less", () => {
  const lease = roomOf(10);
  lease("small").reserve(3);
  lease("large").reserve(6);
  const more = lease("large");
  more.arrive();
  expect(more.reserve(2)).toBe(true);
  expect(dropped).toEqual(["large"]);
  expect(lease("large").reserve(6)).toBe(false);
  expect(dropped).toEqual(["large"]);
});

test("a body that has arrived gives way after those that are still sent, and one that is worked on never", () => {
  const lease = roomOf(10);
  const [sending, arrived, kept] = ["sending", "arrived", "kept"].map((name) =>
    lease("flood", name),
  );
  for (const sender of [arrived, kept, sending]) sender?.reserve(3);
  arrived?.arrive();
  kept?.keep();
  const [a, b] = [lease("a"), lease("b")];
  for (const other of [a, b]) other.keep();
  expect(a.reserve(2)).toBe(true);
  expect(b.reserve(4)).toBe(true);
  expect(dropped).toEqual(["sending", "arrived"]);
  expect(lease("c").reserve(2)).toBe(false);
});

test("nobody gets more than the most that one party may have, whatever is free", () => {
  const lease = roomOf(10, 6);
  const one = lease("one", "its first");
  expect(one.reserve(6)).toBe(true);
  expect(one.reserve(1)).toBe(false);
  nowMs = 5_000;
  expect(lease("one").reserve(1)).toBe(true);
  expect(dropped).toEqual(["its first"]);
});

test("room that is given back or released is free again, once", () => {
  const lease = roomOf(10);
  const one = lease("one");
  one.reserve(10);
  one.giveBack(4);
  expect(lease("another").reserve(4)).toBe(true);
  one.release();
  one.release();
  expect(lease("another").reserve(6)).toBe(true);
  expect(one.reserve(1)).toBe(false);
  expect(dropped).toEqual([]);
});
