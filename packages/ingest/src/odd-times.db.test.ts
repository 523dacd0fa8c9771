import { makeIngestKey } from "@ai-cost/auth/testing";
import { newId } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { describe, expect, test } from "vitest";
import { ingestDependencies } from "./http/dependencies";
import type { Endpoint } from "./http/endpoint";
import { liteLlmEndpoint } from "./litellm/litellm-endpoint";
import { tracesReceiver } from "./otlp/traces/traces-receiver";
import { keptLog } from "./testing/log";
import { REQUESTS } from "./testing/sent-requests";
import { usageEventsEndpoint } from "./usage-events/usage-events-endpoint";

const NOW = new Date("2026-05-20T12:00:00.000Z");
const { app, db, sql } = testDatabase();
const dependencies = ingestDependencies(app.db, { clock: () => NOW, log: keptLog() });

interface Format {
  name: "usage events" | "LiteLLM" | "OTLP traces, JSON";
  endpoint: Endpoint;
  /** The fields that contain the time of a call. */
  fields: string[];
  /** Each time in the sender's notation, with the instant that must be stored. */
  accepted: [written: unknown, stored: string][];
  refused: unknown[];
}

const FORMATS: Format[] = [
  {
    name: "usage events",
    endpoint: usageEventsEndpoint,
    fields: ["time"],
    accepted: [
      ["2026-05-18T12:00:00.000Z", "2026-05-18T12:00:00.000Z"],
      ["2026-05-20T12:04:00.000Z", "2026-05-20T12:04:00.000Z"],
      ["2026-05-20T12:05:00.000Z", "2026-05-20T12:05:00.000Z"],
      ["2006-03-01T00:00:00Z", "2006-03-01T00:00:00.000Z"],
      ["2000-01-01T00:00:00.000Z", "2000-01-01T00:00:00.000Z"],
      ["2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000Z"],
      ["2026-02-28T23:59:59.999999Z", "2026-02-28T23:59:59.999Z"],
      ["2026-03-01T00:00:00.000001Z", "2026-03-01T00:00:00.000Z"],
      ["2026-03-01T00:30:00+14:00", "2026-02-28T10:30:00.000Z"],
      ["2026-02-28T23:30:00-11:00", "2026-03-01T10:30:00.000Z"],
    ],
    refused: [
      ...["2026-05-20T12:05:00.001Z", "2026-05-20T12:10:00.000Z", "2026-05-21T12:00:00.000Z"],
      ...["1999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"],
      ...["2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "2026-13-01T00:00:00Z"],
      ...["2016-12-31T23:59:60Z", "2026-01-01T24:00:00Z", "2026-01-01T25:61:00Z"],
      ...["2026-01-01T00:00:00", "2026-01-01", "yesterday", "", 1_779_278_396, {}, true],
      ...["+275760-09-13T00:00:00Z", "-000001-01-01T00:00:00Z", "10000-01-01T00:00:00Z"],
    ],
  },
  {
    name: "LiteLLM",
    endpoint: liteLlmEndpoint,
    fields: ["startTime", "endTime"],
    accepted: [
      [946_684_800, "2000-01-01T00:00:00.000Z"],
      [1_772_323_199.9999, "2026-02-28T23:59:59.999Z"],
      ["2026-02-28 23:59:59.999999", "2026-02-28T23:59:59.999Z"],
    ],
    refused: [946_684_799, -1, 253_402_300_799, 1e300, "2026-02-30T00:00:00", "soon"],
  },
  {
    name: "OTLP traces, JSON",
    endpoint: tracesReceiver,
    fields: ["startTimeUnixNano", "endTimeUnixNano"],
    accepted: [
      ["946684800000000000", "2000-01-01T00:00:00.000Z"],
      ["1772323199999999999", "2026-02-28T23:59:59.999Z"],
    ],
    refused: ["946684799999999999", "1", "253402300799000000000", "18446744073709551615"],
  },
];

/**
 * Sends a call with a cost of $1 and the given time to a new project. Returns the response and the stored
 * instants.
 */
async function send({ name, endpoint, fields }: Format, written: unknown) {
  const projectId = await makeProject(db);
  const { text: key } = await makeIngestKey(db, projectId);
  const call = { id: newId(), time: NOW.toISOString(), model: "a model" };
  const { path, mediaType, body } = REQUESTS[name]([
    { ...call, inputTokens: 1, outputTokens: 0, cost: "1" },
  ]);
  const payload = JSON.parse(Buffer.from(body).toString(), (field, value) =>
    fields.includes(field) ? written : value,
  );
  const request = new Request(new URL(path, "http://localhost"), {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": mediaType },
    body: JSON.stringify(payload),
  });
  const response = await endpoint(request, dependencies);
  const charges = await sql<{ at: string }[]>`
    select to_char(occurred_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from credit_transactions where project_id = ${projectId}`;
  const days = await sql<{ day: string; costMicroUsd: bigint }[]>`
    select day::text, cost_micro_usd as "costMicroUsd" from daily_spend
    where project_id = ${projectId}`;
  return { status: response.status, text: await response.text(), charges, days };
}

/** Matches a reason of at least ten characters in any of the response formats. */
const REASON =
  /"(?:message|error|reason|detail)":"[^"]{10,}"|"rejected\w+":"1","errorMessage":"[^"]{10,}"/;

describe.each(FORMATS)("$name", (format) => {
  test.each(format.accepted)("the time %j is stored as %s, on that day", async (written, at) => {
    const { status, charges, days } = await send(format, written);
    expect(status).toBe(200);
    expect(charges).toEqual([{ at }]);
    expect(days).toEqual([{ day: at.slice(0, 10), costMicroUsd: 1_000_000n }]);
  });

  test.each(format.refused.map((written) => [written]))(
    "the time %j is refused with a reason",
    async (written) => {
      const { status, text, charges, days } = await send(format, written);
      expect(status).toBeLessThan(500);
      expect(text).toMatch(REASON);
      expect([charges, days]).toEqual([[], []]);
    },
  );
});
