import { expect, test } from "vitest";
import { withStorableNames } from "./with-storable-names";

const call = (run: string, job: string, agentName: string | null) => ({
  source: "a way in",
  ownKey: "a key",
  responseId: null,
  provider: null,
  model: null,
  run: { externalId: run, isAssumed: true },
  job: { externalId: job, agentName },
  occurredAt: new Date("2026-05-20T12:00:00.000Z"),
  isTimeAssumed: false,
  tokens: {
    inputTokens: 1n,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: 0n,
    reasoningTokens: null,
  },
  costMicroUsd: null,
});

const HASH = /^sha256\/[0-9a-f]{64}$/;

test.each([
  ["nothing odd", "a run", "a job", "An agent"],
  ["no agent", "a run", "a job", null],
  ["the longest", "r".repeat(300), "j".repeat(300), "a".repeat(200)],
])("names that can be stored stay as they are: %s", (_, run, job, agentName) => {
  const named = call(run, job, agentName);
  expect(withStorableNames(named)).toEqual(named);
});

test.each([
  ["too long", "x".repeat(301), "x".repeat(302)],
  ["with a NUL", "x\0", "\0x"],
  ["with half a character", "x\ud83d", "x\ude00"],
])("a run's and a job's that cannot be stored give way to a hash: %s", (_, one, other) => {
  const { run, job } = withStorableNames(call(one, other, null));
  expect(run).toEqual({ externalId: expect.stringMatching(HASH), isAssumed: true });
  expect(job).toEqual({ externalId: expect.stringMatching(HASH), agentName: null });
  expect(run.externalId).not.toBe(job.externalId);
});

test.each([
  ["at 200 characters", "a".repeat(1_000), "a".repeat(200)],
  ["never through one", `${"a".repeat(199)}🤖`, "a".repeat(199)],
  ["to none, where nothing can be stored", "\0\ud83d", null],
])("an agent's name is cut %s", (_, agentName, cut) => {
  expect(withStorableNames(call("a run", "a job", agentName)).job.agentName).toBe(cut);
});
