import { expect, test } from "vitest";
import { mapInSlices } from "./map-in-slices";

const occupyMs = (ms: number) => {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
};

test("the results come in the order of the items", async () => {
  expect(await mapInSlices([3, 1, 2], (number) => number * 2)).toEqual([6, 2, 4]);
  expect(await mapInSlices([], String)).toEqual([]);
});

test("a list that takes long lets others run between its items, and a short one does not wait for them", async () => {
  const order: string[] = [];
  const work = (name: string) => {
    order.push(name);
    occupyMs(5);
  };
  setImmediate(() => order.push("another"));
  await mapInSlices(["short"], work);
  await mapInSlices(["long 1", "long 2"], work);
  expect(order).toEqual(["short", "long 1", "another", "long 2"]);
});

test("an error of an item rejects", async () => {
  const failing = mapInSlices([1], () => {
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
});
