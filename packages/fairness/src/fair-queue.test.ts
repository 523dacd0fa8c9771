import { beforeEach, expect, test } from "vitest";
import { FairQueue, type FairQueueOptions, QueueRefusal } from "./fair-queue";

let nowMs = 0;
beforeEach(() => {
  nowMs = 0;
});

const queueOf = (options: Partial<FairQueueOptions>) =>
  new FairQueue({
    slots: 4,
    slotsEach: 4,
    costlyAbove: 2,
    costlySlots: 1,
    waitMs: 20,
    maxWaiting: 10,
    now: () => nowMs,
    ...options,
  });

/** Enters and says when it was served, without waiting for it. */
function visit(queue: FairQueue, order: string[], ...parties: string[]) {
  const entered = queue.enter(parties, { waitMs: 1_000 });
  entered.then(
    () => order.push(parties.join("+")),
    () => {},
  );
  return entered;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("visitors are served at once while there are slots", async () => {
  const queue = queueOf({});
  const leaves = await Promise.all(["a", "a", "b"].map((party) => queue.enter([party])));
  expect(leaves).toHaveLength(3);
});

test("a party that has its slots waits, and another one does not", async () => {
  const queue = queueOf({ slotsEach: 2 });
  const order: string[] = [];
  const [first] = ["a", "a", "a", "b"].map((party) => visit(queue, order, party));
  await settled();
  expect(order).toEqual(["a", "a", "b"]);
  (await first)?.();
  await settled();
  expect(order).toEqual(["a", "a", "b", "a"]);
});

test("a visitor of two parties needs a slot of each", async () => {
  const queue = queueOf({ slotsEach: 1 });
  const order: string[] = [];
  const first = visit(queue, order, "person 1", "project");
  visit(queue, order, "person 2", "project");
  visit(queue, order, "person 3", "another project");
  await settled();
  expect(order).toEqual(["person 1+project", "person 3+another project"]);
  (await first)();
  await settled();
  expect(order.at(-1)).toBe("person 2+project");
});

test("of those that wait, the party that has used least is next", async () => {
  const queue = queueOf({ slots: 2 });
  const order: string[] = [];
  const flood = Array.from({ length: 6 }, () => visit(queue, order, "flood"));
  nowMs = 1_000;
  visit(queue, order, "victim");
  await settled();
  (await flood[0])?.();
  await settled();
  expect(order).toEqual(["flood", "flood", "victim"]);
});

test("costly parties share few slots, until their use has faded", async () => {
  const queue = queueOf({ slots: 8, costlyAbove: 2.5 });
  const long = await Promise.all(["a", "a", "a"].map((party) => queue.enter([party])));
  nowMs = 30_000;
  for (const leave of long) leave();
  const order: string[] = [];
  const [first] = [visit(queue, order, "a"), visit(queue, order, "a"), visit(queue, order, "b")];
  await settled();
  expect(order).toEqual(["a", "b"]);
  nowMs = 60_000;
  (await first)();
  visit(queue, order, "a");
  await settled();
  expect(order).toEqual(["a", "b", "a", "a"]);
});

test("while others are served, and a moment later, costly parties have one slot less", async () => {
  const queue = queueOf({ slots: 8, costlySlots: 2 });
  const long = await Promise.all(["a", "a", "a"].map((party) => queue.enter([party])));
  nowMs = 30_000;
  const order: string[] = [];
  const other = await queue.enter(["b"]);
  for (const leave of long) leave();
  visit(queue, order, "a");
  visit(queue, order, "a");
  await settled();
  expect(order).toEqual(["a"]);
  other();
  await settled();
  expect(order).toEqual(["a"]);
  nowMs += 100;
  await expect.poll(() => order).toEqual(["a", "a"]);
});

/** Makes a party costly: it has three visitors for half a minute. */
async function makeCostly(queue: FairQueue, party: string): Promise<void> {
  const visits = await Promise.all([1, 2, 3].map(() => queue.enter([party])));
  nowMs += 30_000;
  for (const leave of visits) leave();
}

/** A queue with a costly party `a` that has just had a visitor for 400 ms, while `b` is served. */
async function pausingQueue() {
  const queue = queueOf({ slots: 8 });
  await makeCostly(queue, "a");
  const other = await queue.enter(["b"]);
  const leave = await queue.enter(["a"]);
  nowMs += 400;
  leave();
  return { queue, other };
}

test("while others are served, costly parties pause after a visit for twice as long as it took", async () => {
  const { queue } = await pausingQueue();
  const order: string[] = [];
  visit(queue, order, "a");
  await settled();
  nowMs += 799;
  visit(queue, order, "a");
  await settled();
  expect(order).toEqual([]);
  nowMs += 1;
  await expect.poll(() => order).toEqual(["a"]);
});

test("the pause of costly parties ends when nobody else has come back", async () => {
  const { queue, other } = await pausingQueue();
  const order: string[] = [];
  visit(queue, order, "a");
  await settled();
  other();
  await settled();
  expect(order).toEqual([]);
  nowMs += 100;
  await expect.poll(() => order).toEqual(["a"]);
});

test("a party is costly within seconds", async () => {
  const queue = queueOf({ slots: 9, slotsEach: 9 });
  for (let number = 0; number < 4; number += 1) await queue.enter(["a"]);
  nowMs = 3_000;
  const order: string[] = [];
  for (const party of ["a", "a", "b", "b"]) visit(queue, order, party);
  await settled();
  expect(order).toEqual(["a", "b", "b"]);
});

test("a party that is alone has all slots, until somebody else comes, and again two seconds later", async () => {
  const queue = queueOf({ slots: 9, slotsEach: 1, isFreeAlone: true });
  const order: string[] = [];
  for (let number = 0; number < 3; number += 1) visit(queue, order, "a");
  visit(queue, order, "b");
  visit(queue, order, "a");
  await settled();
  expect(order).toEqual(["a", "a", "a", "b"]);
  nowMs = 2_001;
  visit(queue, order, "a");
  visit(queue, order, "a");
  await settled();
  expect(order).toEqual(["a", "a", "a", "b", "a", "a"]);
});

test("a visitor can say beside how many others of its party, which is alone, it is served", async () => {
  const queue = queueOf({ isFreeAlone: true });
  const served: string[] = [];
  for (const mostAlone of [2, 2, 2, undefined])
    void queue.enter(["a"], { mostAlone, waitMs: 1_000 }).then(
      () => served.push(`at most ${mostAlone}`),
      () => {},
    );
  await settled();
  expect(served).toEqual(["at most 2", "at most 2", "at most undefined"]);
});

test("costly parties also pause while a queue beside it serves others", async () => {
  const beside = queueOf({});
  const queue = queueOf({ slots: 8, beside });
  await makeCostly(queue, "a");
  await beside.enter(["b"]);
  const leave = await queue.enter(["a"]);
  nowMs += 400;
  leave();
  const order: string[] = [];
  visit(queue, order, "a");
  await settled();
  expect(order).toEqual([]);
  nowMs += 800;
  await expect.poll(() => order).toEqual(["a"]);
});

test("a visitor that has waited too long is refused, and told when to come again", async () => {
  const queue = queueOf({ slotsEach: 1 });
  await queue.enter(["a"]);
  const refused = queue.enter(["a"]);
  await expect(refused).rejects.toThrow(QueueRefusal);
  await expect(refused).rejects.toMatchObject({ retryAfterSeconds: 1 });
  expect(await queue.enter(["b"])).toBeTypeOf("function");
});

test("only so many visitors of a party wait; further ones are refused at once", async () => {
  const queue = queueOf({ slotsEach: 1, maxWaiting: 1 });
  const leave = await queue.enter(["a"]);
  const waiting = queue.enter(["a"], { waitMs: 1_000 });
  await expect(queue.enter(["a"], { waitMs: 1_000 })).rejects.toThrow(QueueRefusal);
  leave();
  leave();
  expect(await waiting).toBeTypeOf("function");
});
