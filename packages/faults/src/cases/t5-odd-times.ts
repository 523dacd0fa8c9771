import { newId } from "@ai-cost/db";
import { REQUESTS, type RequestFormat } from "@ai-cost/ingest/testing";
import { type Answer, ask, dataOf } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { withClockedApp } from "../rig/clocked-app";
import { postUsage } from "../rig/deliver";
import type { Rig } from "../rig/rig";
import { makeTenant, type Tenant } from "../rig/tenants";

const MINUTE_MS = 60_000;

/** A time as a sender writes it, and the instant that it is kept as; null where it is refused. */
type OddTime = readonly [written: unknown, kept: string | null];

const eventTimes = (nowMs: number): OddTime[] => [
  [iso(nowMs - 48 * 60 * MINUTE_MS), iso(nowMs - 48 * 60 * MINUTE_MS)],
  [iso(nowMs + 4 * MINUTE_MS), iso(nowMs + 4 * MINUTE_MS)],
  ["2006-03-01T00:00:00Z", "2006-03-01T00:00:00.000Z"],
  ["2000-01-01T00:00:00.000Z", "2000-01-01T00:00:00.000Z"],
  ["2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000Z"],
  ["2026-02-28T23:59:59.999999Z", "2026-02-28T23:59:59.999Z"],
  ["2026-03-01T00:00:00.000001Z", "2026-03-01T00:00:00.000Z"],
  ["2026-03-01T00:30:00+14:00", "2026-02-28T10:30:00.000Z"],
  ["2026-02-28T23:30:00-11:00", "2026-03-01T10:30:00.000Z"],
  ...[iso(nowMs + 10 * MINUTE_MS), iso(nowMs + 24 * 60 * MINUTE_MS)].map(refused),
  ...["1999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"].map(refused),
  ...["2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "2026-13-01T00:00:00Z"].map(refused),
  ...["2016-12-31T23:59:60Z", "2026-01-01T24:00:00Z", "2026-01-01T25:61:00Z"].map(refused),
  ...["2026-01-01T00:00:00", "2026-01-01", "yesterday", "", 1_779_278_396, {}, true].map(refused),
  ...["+275760-09-13T00:00:00Z", "-000001-01-01T00:00:00Z", "10000-01-01T00:00:00Z"].map(refused),
];

/** LiteLLM's, in seconds or as text. */
const LITELLM_TIMES: OddTime[] = [
  [946_684_800, "2000-01-01T00:00:00.000Z"],
  [1_772_323_199.9999, "2026-02-28T23:59:59.999Z"],
  ["2026-02-28 23:59:59.999999", "2026-02-28T23:59:59.999Z"],
  ...[946_684_799, -1, 253_402_300_799, 1e300, "2026-02-30T00:00:00", "soon"].map(refused),
];

/** OTLP's, in nanoseconds. */
const SPAN_TIMES: OddTime[] = [
  ["946684800000000000", "2000-01-01T00:00:00.000Z"],
  ["1772323199999999999", "2026-02-28T23:59:59.999Z"],
  ...["946684799999999999", "1", "253402300799000000000", "18446744073709551615"].map(refused),
];

const iso = (ms: number): string => new Date(ms).toISOString();
function refused(written: unknown): OddTime {
  return [written, null];
}

export const oddTimes: FaultCase = {
  id: "T5",
  title: "a time is taken into its own period or refused with a sentence, however odd it is",
  seenRedBy: "times taken from 1970 on",
  async run(rig) {
    const tenant = await makeTenant(rig.owner.db, rig.people, "team");
    const nowMs = Date.now();
    const byWay: [RequestFormat, string[], OddTime[]][] = [
      ["usage events", ["time"], eventTimes(nowMs)],
      ["LiteLLM", ["startTime", "endTime"], LITELLM_TIMES],
      ["OTLP traces, JSON", ["startTimeUnixNano", "endTimeUnixNano"], SPAN_TIMES],
    ];
    const problems: string[] = [];
    const kept: string[] = [];
    let number = 0;
    for (const [way, fields, times] of byWay)
      for (const time of times) {
        number += 1;
        problems.push(...(await sendAt(rig, tenant, { way, fields, time, number })));
        if (time[1] !== null) kept.push(time[1]);
      }
    problems.push(...(await monthProblems(rig, tenant, kept)), ...(await edgeProblems(rig)));
    const figures = { times: number, taken: kept.length, refused: number - kept.length };
    return { hits: number - kept.length, figures, problems: problems.slice(0, 8) };
  },
};

interface Sent {
  way: RequestFormat;
  /** Which of the way's fields say when it was. */
  fields: string[];
  time: OddTime;
  /** Tells its row from others', by its input tokens. */
  number: number;
}

async function sendAt(
  { server, owner }: Rig,
  { key, projectId }: Tenant,
  { way, fields, time: [written, kept], number }: Sent,
): Promise<string[]> {
  const time = new Date().toISOString();
  const call = { id: newId(), time, model: "a model", inputTokens: number, outputTokens: 0 };
  const { path, mediaType, body } = REQUESTS[way]([{ ...call, cost: "1" }]);
  const told = JSON.parse(Buffer.from(body).toString(), (name, value) =>
    fields.includes(name) ? written : value,
  );
  const odd = { path, mediaType, body: Buffer.from(JSON.stringify(told)) };
  const answer = await postUsage(server.url, key, odd);
  const rows = await owner.sql<{ atMs: bigint }[]>`
    select (extract(epoch from occurred_at) * 1000)::bigint as "atMs" from credit_transactions
    where project_id = ${projectId} and input_tokens = ${number}`;
  const stored = rows.map(({ atMs }) => iso(Number(atMs))).join();
  const isRight = kept === null ? stored === "" && isRefused(answer) : stored === kept;
  return isRight && answer.status < 500
    ? []
    : [
        `${way} at ${JSON.stringify(written)}: ${answer.status} ${answer.text.slice(0, 200)}, kept ${stored}`,
      ];
}

/** With a sentence that a person can act on. */
const isRefused = ({ status, text }: Answer): boolean =>
  (status >= 400 && /"(message|error|reason|detail)":"[^"]{10,}"/.test(text)) ||
  /"reason":"[^"]{10,}"/.test(text) ||
  /"rejected\w+":"1","errorMessage":"[^"]{10,}"/.test(text);

/** Each of what was taken cost a dollar. */
async function monthProblems({ server, people }: Rig, { projectId }: Tenant, kept: string[]) {
  const problems: string[] = [];
  const thisMonth = new Date().toISOString().slice(0, 7);
  const months = new Set(kept.map((at) => at.slice(0, 7)).filter((month) => month <= thisMonth));
  for (const month of months) {
    const asked = { projectId, month };
    const answer = await ask(server.url, people.member, "aiCost.getMonthlySummary", asked);
    const { totalCost } = dataOf<{ totalCost: number }>(answer);
    const right = kept.filter((at) => at.startsWith(month)).length;
    if (totalCost !== right) problems.push(`${month} has ${totalCost} dollars, not ${right}`);
  }
  return problems;
}

/** To the millisecond, which takes a clock that stands still. */
async function edgeProblems(rig: Rig): Promise<string[]> {
  const { problems } = await withClockedApp(rig, async (app) => {
    const tenant = await makeTenant(rig.owner.db, rig.people, "team");
    const now = new Date();
    const results: string[] = [];
    for (const aheadMs of [5 * MINUTE_MS, 5 * MINUTE_MS + 1]) {
      const time = iso(now.getTime() + aheadMs);
      const call = { id: newId(), time, model: "a model", inputTokens: 1, outputTokens: 0 };
      const sent = REQUESTS["usage events"]([{ ...call, cost: "1" }]);
      const text = await (await app.send(tenant, sent, now)).text();
      results.push(/"result":"(\w+)"/.exec(text)?.[1] ?? text);
    }
    return {
      problems:
        results.join() === "recorded,invalid" ? [] : [`five minutes ahead are ${results.join()}`],
    };
  });
  return problems;
}
