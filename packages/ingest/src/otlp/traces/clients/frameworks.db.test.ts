import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { expect, test } from "vitest";
import { FRAMEWORKS } from "../../../testing/otlp/frameworks";
import { traceRequest } from "../../../testing/otlp/trace-request";
import { receiveTraces } from "../receive-traces";

const { db, sql, tenantOf } = testDatabase();
const NOW = new Date("2026-11-24T10:05:00.000Z");

test.each(FRAMEWORKS)("$framework", async ({ spans, agents, run, message }) => {
  const projectId = await makeProject(db);
  const messages: string[] = [];
  // Each span is sent in its own request and after its children, as exporters do, because they send a span
  // when it ends.
  for (const span of spans.toReversed())
    messages.push(
      ...(
        await receiveTraces({ db: tenantOf(projectId), projectId, now: NOW }, traceRequest([span]))
      ).messages,
    );
  expect(messages).toEqual(message ? [expect.stringMatching(message)] : []);

  const spent = await sql<{ type: string; input: number; output: number; open: number }[]>`
    select agent_type as type, input_tokens::int as input, output_tokens::int as output,
      (jobs - completed_jobs - failed_jobs)::int as open
    from monthly_agent_spend where project_id = ${projectId} and jobs > 0`;
  expect(
    Object.fromEntries(spent.map(({ type, input, output }) => [type, [input, output]])),
  ).toEqual(agents);
  expect(spent.filter(({ open }) => open > 0)).toEqual([]);
  if (run === undefined) return;
  const runs =
    await sql`select external_id as run from pipeline_runs where project_id = ${projectId}`;
  expect([...runs]).toEqual([{ run }]);
});
