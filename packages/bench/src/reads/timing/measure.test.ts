import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { measure } from "./measure";

const timedCall = (name: string, calls: string[], run: () => Promise<void> = async () => {}) => ({
  name,
  run: () => {
    calls.push(name);
    return run();
  },
});

test("quick calls take turns", async () => {
  const calls: string[] = [];
  const timings = await measure([timedCall("a", calls), timedCall("b", calls)], []);
  expect(calls.filter((name, index) => name === calls[index - 1])).toEqual([]);
  expect([...timings.values()].map((timing) => timing.calls)).toEqual([300, 300]);
});

test("a slow call runs once in each round, after the quick ones", async () => {
  const calls: string[] = [];
  const rounds: number[] = [];
  await measure([timedCall("a", calls)], [timedCall("slow", calls)], (round) => rounds.push(round));
  expect(rounds).toEqual([1, 2, 3, 4, 5]);
  expect(calls.filter((name) => name === "slow")).toHaveLength(5);
  expect(calls.slice(-62, -60)).toEqual(["slow", "a"]);
});

test("a call that is cancelled at its time limit counts as longer and does not run again", async () => {
  const calls: string[] = [];
  const cancelled = timedCall("slow", calls, async () => {
    throw Object.assign(new Error("canceling statement"), { code: "57014" });
  });
  const timings = await measure([], [cancelled]);
  expect(timings.get("slow")).toMatchObject({ calls: 1, isMoreThan: true });
  expect(calls).toEqual(["slow"]);
});

test("one cancelled call among complete ones does not change their median", async () => {
  let calls = 0;
  const cancelled = timedCall("slow", [], async () => {
    calls += 1;
    if (calls < 5) return;
    await sleep(20);
    throw Object.assign(new Error("canceling statement"), { code: "57014" });
  });
  const timings = await measure([], [cancelled]);
  expect(timings.get("slow")).toMatchObject({ calls: 5, isMoreThan: false });
});

test("an error other than a timeout ends the measurement", async () => {
  const failing = timedCall("slow", [], async () => {
    throw new Error("the table is gone");
  });
  await expect(measure([], [failing])).rejects.toThrow("the table is gone");
});
