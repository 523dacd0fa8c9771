import fc from "fast-check";
import { oddValue } from "./odd-values";

type Step = string | number;

/**
 * Generates a value of `valid` with one change: an inner value is replaced, removed, added or wrapped in
 * an array.
 */
export const mutationOf = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .record({
      value: valid,
      how: fc.constantFrom("replace", "replace", "replace", "drop", "add", "wrap", "everything"),
      where: fc.nat(),
      odd: oddValue,
    })
    .map(({ value, how, where, odd }) => {
      if (how === "everything") return odd;
      const paths = pathsOf(value);
      const path = paths[where % paths.length] ?? [];
      return changedAt(value, path, (old) => {
        if (how === "drop") return undefined;
        if (how === "wrap") return [old];
        return how === "add" ? withSurplus(old, odd) : odd;
      });
    });

const withSurplus = (old: unknown, odd: unknown): unknown =>
  typeof old === "object" && old !== null && !Array.isArray(old) ? { ...old, surplus: odd } : odd;

/** Returns the path to each value inside `value`. The empty path leads to `value` itself. */
function pathsOf(value: unknown): Step[][] {
  if (typeof value !== "object" || value === null) return [[]];
  const within = Object.entries(value).flatMap(([key, member]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return pathsOf(member).map((path) => [step, ...path]);
  });
  return [[], ...within];
}

function changedAt(
  value: unknown,
  path: readonly Step[],
  change: (old: unknown) => unknown,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((member, index) =>
      index === step ? changedAt(member, rest, change) : member,
    );
  const members = Object.entries(value as object).map(([key, member]) => [
    key,
    key === step ? changedAt(member, rest, change) : member,
  ]);
  return Object.fromEntries(members);
}
