import { expect, test } from "vitest";
import { DecodeQueue } from "./decode-queue";

test("callers get their turns in order, and other callbacks run between two turns", async () => {
  const queue = new DecodeQueue();
  const order: string[] = [];
  const works = ["one", "two", "three"].map(async (name) => {
    await queue.turn();
    order.push(name);
    setImmediate(() => order.push(`after ${name}`));
  });
  await Promise.all(works);
  await queue.turn();
  expect(order).toEqual(["one", "after one", "two", "after two", "three", "after three"]);
});
