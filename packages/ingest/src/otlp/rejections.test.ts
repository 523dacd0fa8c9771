import { expect, test } from "vitest";
import { Rejections } from "./rejections";

const refused = (...reasons: string[]) => {
  const refusals = new Rejections();
  for (const reason of reasons) refusals.add(reason);
  return refusals.taken("span");
};

test("nothing refused is nothing to say", () => {
  expect(refused()).toEqual({ rejected: 0, messages: [] });
});

test("a reason is said once, the commonest first", () => {
  expect(refused("model is missing", "cost is bad", "cost is bad")).toEqual({
    rejected: 3,
    messages: ["2 spans not counted: cost is bad.", "1 span not counted: model is missing."],
  });
});

test("however many reasons there are, ten are said and all are counted", () => {
  const { rejected, messages } = refused(...Array.from({ length: 500 }, (_, at) => `${at} is bad`));
  expect(rejected).toBe(500);
  expect(messages).toHaveLength(10);
});
