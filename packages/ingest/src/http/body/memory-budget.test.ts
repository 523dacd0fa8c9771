import { expect, test } from "vitest";
import { MemoryBudget } from "./memory-budget";

const unavailable = expect.objectContaining({ status: 503, headers: { "retry-after": "2" } });

test("all leases together reserve no more than the capacity", () => {
  const budget = new MemoryBudget(10);
  const [one, another] = [budget.lease(), budget.lease()];
  one.reserve(6);
  another.reserve(4);
  expect(() => another.reserve(1)).toThrow(unavailable);
});

test("releasing a lease gives back all that it reserved, once", () => {
  const budget = new MemoryBudget(10);
  const [one, another] = [budget.lease(), budget.lease()];
  one.reserve(4);
  one.reserve(4);
  one.release();
  one.release();
  another.reserve(10);
  expect(() => another.reserve(1)).toThrow(unavailable);
});

test("a failed reservation reserves nothing", () => {
  const budget = new MemoryBudget(10);
  expect(() => budget.lease().reserve(11)).toThrow(unavailable);
  budget.lease().reserve(10);
});
