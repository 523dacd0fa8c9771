import { REQUESTS, type SentCall } from "@ai-cost/ingest/testing";
import { inClients } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { postUsage } from "../rig/deliver";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import type { Tenant } from "../rig/tenants";
import { newCalls, WAYS } from "../rig/usage";

const SCALES = { short: 10, normal: 100, long: 2_000 };
const CLIENTS = 16;
/** Far from the tokens of any other call. */
const ELSEWHERE = 1_000_000;

/** Each tells another story of the same call. */
const CHANGES: Record<string, (call: SentCall) => Partial<SentCall>> = {
  "input tokens": ({ inputTokens }) => ({ inputTokens: inputTokens + ELSEWHERE }),
  "output tokens": ({ outputTokens }) => ({ outputTokens: outputTokens + 1 }),
  "a micro-dollar": ({ cost }) => ({ cost: (Number(cost) + 0.000001).toFixed(6) }),
  "a millisecond": ({ time }) => ({ time: new Date(Date.parse(time) - 1).toISOString() }),
  model: ({ model }) => ({ model: `${model}, another` }),
};

export const otherPayload: FaultCase = {
  id: "C2",
  title: "a known key with another content is a conflict, and what is recorded stands",
  seenRedBy: "a trigger in the database that makes the key of every charge another one",
  async run(rig, scale, random) {
    const tenant = await rig.makeTenant();
    const problems: string[] = [];
    let conflicts = 0;
    await inClients(CLIENTS, Array(SCALES[scale]).keys(), async (number) => {
      const found = await contradict(rig, tenant, random.fork(`call ${number}`));
      conflicts += found.conflicts;
      problems.push(...found.problems);
    });
    const figures = { calls: SCALES[scale], conflicts };
    return { hits: conflicts, figures, problems: problems.slice(0, 5) };
  },
};

/** Records a call by one way, then contradicts it by the same way in each respect, alone and beside a repeat. */
async function contradict(rig: Rig, tenant: Tenant, random: Random) {
  const way = random.pick(WAYS);
  const [call] = newCalls(rig.model, tenant, random, { calls: 1, time: new Date() });
  if (!call) throw new Error("no call was made");
  const send = (calls: SentCall[]) => postUsage(rig.server.url, tenant.key, REQUESTS[way](calls));
  const first = await send([call.sent]);
  call.usage.isAcknowledged = first.status === 200;
  const before = await rowsOf(rig, tenant, call.sent);
  const problems: string[] = [];
  let conflicts = 0;
  for (const [what, change] of Object.entries(CHANGES)) {
    const other = { ...call.sent, ...change(call.sent) };
    const isBesideRepeat = random.chance(0.5);
    const answer = await send(isBesideRepeat ? [call.sent, other] : [other]);
    if (answer.status === 200 && /"conflict"|not counted/.test(answer.text)) conflicts += 1;
    else problems.push(`${way}: ${what} was answered ${answer.status} ${readable(answer.text)}`);
  }
  if (before.length !== 1 || before[0] !== (await rowsOf(rig, tenant, call.sent))[0])
    problems.push(
      `${way}: ${before.length} rows at first, then ${await rowsOf(rig, tenant, call.sent)}`,
    );
  return { conflicts, problems };
}

/** Protobuf's texts stand in it as they are. */
const readable = (text: string): string => text.replace(/[^\x20-\x7e]+/g, " ").slice(0, 200);

/** Every row of the call, as the database writes it. */
async function rowsOf({ owner }: Rig, { projectId }: Tenant, { inputTokens }: SentCall) {
  const rows = await owner.sql<{ row: string }[]>`
    select to_jsonb(ledger)::text as row from credit_transactions as ledger
    where project_id = ${projectId} and input_tokens in (${inputTokens}, ${inputTokens + ELSEWHERE})`;
  return rows.map(({ row }) => row);
}
