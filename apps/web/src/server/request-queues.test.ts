import type { FairQueue } from "@ai-cost/fairness";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRequestQueue } from "./request-queues";

let queue: FairQueue;
let served: string[];

beforeEach(() => {
  vi.useFakeTimers();
  queue = createRequestQueue();
  served = [];
});
afterEach(() => {
  vi.useRealTimers();
});

/** Sends requests without pause, each of which takes 100 ms once it is served, and notes who is served. */
function flood(party: string, clients: number): void {
  const again = async (): Promise<void> => {
    const leave = await queue.enter([party]);
    served.push(party);
    await new Promise((resolve) => setTimeout(resolve, 100));
    served.splice(served.indexOf(party), 1);
    leave();
    return again();
  };
  // A client whose request is refused sends the next one.
  const client = (): Promise<void> => again().catch(client);
  for (let number = 0; number < clients; number += 1) void client();
}

/**
 * The numbers of requests that are served besides that of a visitor, who comes every 60 ms and stays for
 * 20 ms. Fails when the visitor has to wait.
 */
async function besidesVisitor(ms: number): Promise<number[]> {
  const counts: number[] = [];
  for (let passedMs = 0; passedMs < ms; passedMs += 60) {
    const entered = queue.enter(["visitor"]);
    expect(await Promise.race([entered, vi.advanceTimersByTimeAsync(1)])).toBeTypeOf("function");
    counts.push(served.length);
    await vi.advanceTimersByTimeAsync(19);
    (await entered)();
    await vi.advanceTimersByTimeAsync(40);
  }
  return counts;
}

const parties = ["person 1", "person 2", "person 3", "project", "address"];

test("a visitor does not wait for five parties that send without pause: two requests of each are served at first, and after half a second one of all", async () => {
  await besidesVisitor(60);
  for (const party of parties) flood(party, 10);
  expect(Math.max(...(await besidesVisitor(600)))).toBeLessThanOrEqual(2 * parties.length);
  expect(Math.max(...(await besidesVisitor(10_000)))).toBe(1);
});

test("a party that is alone has no limit", async () => {
  flood("project", 64);
  await vi.advanceTimersByTimeAsync(1);
  expect(served).toHaveLength(64);
});

test("a browser that opens a page waits for nobody else", async () => {
  await queue.enter(["visitor"]);
  const opened = Promise.all(
    Array.from({ length: 6 }, () => queue.enter(["person"]).then((leave) => setTimeout(leave, 30))),
  );
  await vi.advanceTimersByTimeAsync(100);
  expect(await Promise.race([opened, Promise.resolve("waits")])).toHaveLength(6);
});
