import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { measure } from "./measure";

const lane = (name: string, calls: string[], run: () => Promise<void> = async () => {}) => ({
  name,
  run: () => {
    calls.push(name);
    return run();
  },
});

test("what is quick takes turns, call by call", async () => {
  const calls: string[] = [];
  const timings = await measure([lane("a", calls), lane("b", calls)], []);
  expect(calls.filter((name, index) => name === calls[index - 1])).toEqual([]);
  expect([...timings.values()].map((timing) => timing.calls)).toEqual([300, 300]);
});

test("what is slow is called once a round, between the quick", async () => {
  const calls: string[] = [];
  const rounds: number[] = [];
  await measure([lane("a", calls)], [lane("slow", calls)], (round) => rounds.push(round));
  expect(rounds).toEqual([1, 2, 3, 4, 5]);
  expect(calls.filter((name) => name === "slow")).toHaveLength(5);
  expect(calls.slice(-62, -60)).toEqual(["slow", "a"]);
});

test("what is ended at its time limit is more than that, and is not called again", async () => {
  const calls: string[] = [];
  const ended = lane("slow", calls, async () => {
    throw Object.assign(new Error("canceling statement"), { code: "57014" });
  });
  const timings = await measure([], [ended]);
  expect(timings.get("slow")).toMatchObject({ calls: 1, isMoreThan: true });
  expect(calls).toEqual(["slow"]);
});

test("one that is ended among others that answer leaves their median", async () => {
  let calls = 0;
  const ended = lane("slow", [], async () => {
    calls += 1;
    if (calls < 5) return;
    await sleep(20);
    throw Object.assign(new Error("canceling statement"), { code: "57014" });
  });
  const timings = await measure([], [ended]);
  expect(timings.get("slow")).toMatchObject({ calls: 5, isMoreThan: false });
});

test("another failure ends the measurement", async () => {
  const failing = lane("slow", [], async () => {
    throw new Error("the table is gone");
  });
  await expect(measure([], [failing])).rejects.toThrow("the table is gone");
});
