import type { CountedCall } from "@ai-cost/ingest/testing/counted-calls";
import { expect, test } from "vitest";
import { listPriceMicroUsd } from "./provider/answered-call";
import { usageOf } from "./provider/usage";
import { verdictsOf } from "./verdicts";

const first = usageOf("cached", "claude-sonnet-4-5", 1);
const second = usageOf("chat", "gpt-4o", 2);
const inLedger = (call: typeof first): CountedCall => ({
  input: call.input,
  output: call.output,
  microUsd: Math.round(listPriceMicroUsd(call)),
  gap: null,
  model: call.model,
  agent: "shop",
  job: "job",
});
const outcomes = (...counted: CountedCall[]) =>
  verdictsOf([first, second], counted).verdicts.map(({ outcome }) => outcome);

test("Anthropic's cached call costs $0.003003 fresh, $0.0015 read, $0.001125 written and $0.003015 out", () => {
  expect(listPriceMicroUsd(first)).toBe(3003 + 1500 + 1125 + 3015);
});

test("calls whose figures are in the ledger are right, in any order", () => {
  expect(outcomes(inLedger(second), inLedger(first))).toEqual(["right", "right"]);
});

test("a call with a second charge is counted twice, also when one charge lacks the cached tokens", () => {
  const partial = { ...inLedger(first), input: 1001, microUsd: 6018 };
  expect(outcomes(inLedger(first), partial, inLedger(second))).toEqual(["counted twice", "right"]);
});

test("a call without a charge is not counted, and one at another price is wrong", () => {
  const free = { ...inLedger(second), microUsd: 0 };
  expect(outcomes(free)).toEqual(["not counted", "wrong"]);
});

test("a charge without counts is matched only to a call whose client leaves out the counts", () => {
  const charge = { ...inLedger(second), input: null, output: null, microUsd: null };
  const explained = verdictsOf([second], [charge], { chat: "the counts" });
  expect(explained).toMatchObject({ verdicts: [{ outcome: "wrong" }], unexplained: [] });
  const unexplained = verdictsOf([second], [charge]);
  expect(unexplained).toMatchObject({
    verdicts: [{ outcome: "not counted" }],
    unexplained: [charge],
  });
});
