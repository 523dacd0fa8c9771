import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { atMost } from "./at-most";

test("no more than the limit run at the same time, and each call gets its own result", async () => {
  let running = 0;
  let most = 0;
  const work = atMost(3, async (number: number) => {
    running += 1;
    most = Math.max(most, running);
    await sleep(1);
    running -= 1;
    if (number === 5) throw new Error("five");
    return number;
  });
  const calls = await Promise.allSettled([...Array(20).keys()].map(work));
  expect(most).toBe(3);
  expect(calls[4]).toMatchObject({ value: 4 });
  expect(calls[5]).toMatchObject({ reason: new Error("five") });
  expect(calls[19]).toMatchObject({ value: 19 });
  expect(await work(20)).toBe(20);
});
