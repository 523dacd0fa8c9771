import { expect, test } from "vitest";
import { Rejections } from "./rejections";

const resultOf = (...reasons: string[]) => {
  const rejections = new Rejections();
  for (const reason of reasons) rejections.add(reason);
  return rejections.result("span");
};

test("without rejections there is no message", () => {
  expect(resultOf()).toEqual({ rejected: 0, messages: [] });
});

test("each reason has one message, the most frequent first", () => {
  expect(resultOf("model is missing", "cost is bad", "cost is bad")).toEqual({
    rejected: 3,
    messages: ["2 spans not counted: cost is bad.", "1 span not counted: model is missing."],
  });
});

test("at most ten reasons have a message, and all rejections are counted", () => {
  const reasons = Array.from({ length: 500 }, (_, at) => `${at} is bad`);
  const { rejected, messages } = resultOf(...reasons);
  expect(rejected).toBe(500);
  expect(messages).toHaveLength(10);
});
