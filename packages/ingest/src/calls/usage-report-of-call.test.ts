import { NameLookup } from "@ai-cost/domain";
import { expect, test } from "vitest";
import { reportedCall, TOKENS } from "../testing/reported-call";
import type { ReportedCall } from "./reported-call";
import { usageReportOfCall } from "./usage-report-of-call";

const SETTINGS = {
  prices: new NameLookup<never>([]),
  agentNames: { types: new NameLookup<string>([]), defaultType: null },
};
const reportOf = (call: Partial<ReportedCall>) => usageReportOfCall(reportedCall(call), SETTINGS);

test("the content of a report has only the fields of the first version, unless the report has later fields", () => {
  const call = {
    job: { externalId: "job-1", agentName: "Researcher" },
    tokens: { ...TOKENS, cacheWrite1hTokens: 0n, audioInputTokens: 0n },
    units: {},
    serviceTier: null,
  };
  expect(reportOf(call).content).toEqual({
    run: "run-1",
    job: "job-1",
    agentName: "Researcher",
    jobStatus: null,
    provider: "anthropic",
    model: "claude-sonnet-4-5",
    occurredAt: new Date("2026-11-20T10:00:00.000Z"),
    costMicroUsd: null,
    inputTokens: 1000n,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: 100n,
    reasoningTokens: null,
  });
});

test("the later fields are part of the content when the report has them", () => {
  const tokens = { ...TOKENS, cacheWriteTokens: 9n, cacheWrite1hTokens: 8n };
  const { content } = reportOf({ tokens, units: { web_search: 3 }, serviceTier: "batch" });
  expect(content).toMatchObject({
    cacheWrite1hTokens: 8n,
    "units.web_search": 3,
    serviceTier: "batch",
  });
});

test("a detail of 0 is stored as unknown, because earlier versions did not read it", () => {
  const tokens = { ...TOKENS, audioInputTokens: 0n, imageInputTokens: 5n };
  expect(reportOf({ tokens })).toMatchObject({ audioInputTokens: null, imageInputTokens: 5n });
});

test("the report has the canonical model, the tier of the model's name and the amount by kind", () => {
  const report = reportOf({ model: "claude-sonnet-4-5-20250929-batch", units: { web_search: 1 } });
  expect(report).toMatchObject({
    model: "claude-sonnet-4-5-20250929-batch",
    canonicalModel: "claude-sonnet-4-5",
    serviceTier: "batch",
    amountMicroUsd: 12_250n,
    costByKind: { input: 1500, output: 750, web_search: 10_000 },
    units: { web_search: 1 },
  });
});

test("a call without counts has unknown counts and an unknown cost", () => {
  expect(reportOf({ tokens: null })).toMatchObject({
    inputTokens: null,
    outputTokens: null,
    amountMicroUsd: null,
    costByKind: null,
  });
});
