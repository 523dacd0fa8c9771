import { expect, test } from "vitest";
import { MemoryBudget } from "./memory-budget";

const unavailable = expect.objectContaining({ status: 503, headers: { "retry-after": "2" } });

test("all leases together reserve no more than the capacity, and those of a project no more than three quarters", () => {
  const budget = new MemoryBudget(12);
  const [one, another] = [budget.lease("one"), budget.lease("another")];
  one.keep();
  one.reserve(9);
  expect(() => one.reserve(1)).toThrow(unavailable);
  another.reserve(3);
  expect(() => another.reserve(1)).toThrow(unavailable);
});

test("releasing a lease returns all its memory, and a second release does nothing", () => {
  const budget = new MemoryBudget(12);
  const [one, another] = [budget.lease("one"), budget.lease("one")];
  one.reserve(4);
  one.reserve(4);
  one.release();
  one.release();
  another.reserve(9);
  expect(() => another.reserve(1)).toThrow(unavailable);
});

test("a failed reservation reserves nothing", () => {
  const budget = new MemoryBudget(12);
  expect(() => budget.lease("one").reserve(13)).toThrow(unavailable);
  budget.lease("one").reserve(9);
});

test("a slow request of the project that uses most is dropped", async () => {
  const budget = new MemoryBudget(12);
  const [slow, other] = [budget.lease("one"), budget.lease("another")];
  slow.reserve(9);
  other.reserve(4);
  expect(await slow.dropped).toBe("dropped");
  expect(slow.keep()).toBe(false);
});
