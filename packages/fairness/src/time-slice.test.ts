import { expect, test } from "vitest";
import { TimeSlice } from "./time-slice";

test("of several works, one slice is done in each turn of the event loop, in the order of the works", async () => {
  let turn = 0;
  let counting: NodeJS.Immediate | undefined;
  const count = () => {
    turn += 1;
    counting = setImmediate(count);
  };
  count();
  const slices: [name: string, turn: number][] = [];
  const works = ["one", "two", "three"].map(async (name) => {
    await new TimeSlice().next();
    slices.push([name, turn]);
  });
  await Promise.all(works);
  clearImmediate(counting);
  expect(slices.map(([name]) => name)).toEqual(["one", "two", "three"]);
  expect(new Set(slices.map(([, turn]) => turn)).size).toBe(3);
});

test("a slice is over after a millisecond", () => {
  const slice = new TimeSlice();
  const untilMs = performance.now() + 2;
  while (performance.now() < untilMs);
  expect(slice.isOver()).toBe(true);
});
