import { expect, test } from "vitest";
import { Turns } from "./decode-queue";

test("what else waits goes on between two turns, which keep their order", async () => {
  const turns = new Turns();
  const order: string[] = [];
  const works = ["one", "two", "three"].map(async (name) => {
    await turns.next();
    order.push(name);
    setImmediate(() => order.push(`after ${name}`));
  });
  await Promise.all(works);
  await turns.next();
  expect(order).toEqual(["one", "after one", "two", "after two", "three", "after three"]);
});
