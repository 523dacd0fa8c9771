import { NO_TOKENS } from "@ai-cost/domain";
import { expect, test } from "vitest";
import { withStorableNames } from "./with-storable-names";

const call = (run: string, job: string, agentName: string | null) => ({
  source: "a source",
  ownKey: "a key",
  responseId: null,
  provider: null,
  model: null,
  run: { externalId: run, isAssumed: true },
  job: { externalId: job, agentName },
  occurredAt: new Date("2026-05-20T12:00:00.000Z"),
  isTimeAssumed: false,
  tokens: { ...NO_TOKENS, inputTokens: 1n },
  costMicroUsd: null,
});

const HASH = /^sha256\/[0-9a-f]{64}$/;

test.each([
  ["ordinary ones", "a run", "a job", "An agent"],
  ["no agent", "a run", "a job", null],
  ["the longest ones", "r".repeat(300), "j".repeat(300), "a".repeat(200)],
])("names that can be stored do not change: %s", (_, run, job, agentName) => {
  const named = call(run, job, agentName);
  expect(withStorableNames(named)).toEqual(named);
});

test.each([
  ["too long", "x".repeat(301), "x".repeat(302)],
  ["with a NUL", "x\0", "\0x"],
  ["with half a character", "x\ud83d", "x\ude00"],
])("names of a run and a job that cannot be stored become hashes: %s", (_, one, other) => {
  const { run, job } = withStorableNames(call(one, other, null));
  expect(run).toEqual({ externalId: expect.stringMatching(HASH), isAssumed: true });
  expect(job).toEqual({ externalId: expect.stringMatching(HASH), agentName: null });
  expect(run.externalId).not.toBe(job.externalId);
});

test.each([
  ["at 200 characters", "a".repeat(1_000), "a".repeat(200)],
  ["but never through a character", `${"a".repeat(199)}🤖`, "a".repeat(199)],
  ["to null when nothing of it can be stored", "\0\ud83d", null],
])("an agent's name is cut %s", (_, agentName, cut) => {
  expect(withStorableNames(call("a run", "a job", agentName)).job.agentName).toBe(cut);
});
