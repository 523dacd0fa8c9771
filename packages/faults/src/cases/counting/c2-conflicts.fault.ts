import { REQUESTS, type SentCall } from "@ai-cost/ingest/testing";
import { inClients } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";
import { postUsage } from "../../traffic/deliver";
import { FORMATS, newCalls } from "../../traffic/usage";

const CALLS = { short: 10, normal: 100, long: 2_000 };
const CLIENTS = 16;
/**
 * A number of tokens that is higher than the token count of any call. A call is changed by adding it to
 * the input tokens.
 */
const OTHER_TOKENS = 1_000_000;

/**
 * Changes to a recorded call. A call with the same id and one of these changes must be a conflict. More
 * tokens of one kind alone would be none: they complete the charge.
 */
const CHANGES: Record<string, (call: SentCall) => Partial<SentCall>> = {
  "input for output": ({ inputTokens, outputTokens }) => ({
    inputTokens: inputTokens + OTHER_TOKENS,
    outputTokens: outputTokens - 1,
  }),
  "output for input": ({ inputTokens, outputTokens }) => ({
    inputTokens: inputTokens - 1,
    outputTokens: outputTokens + 1,
  }),
  "more at an earlier time": ({ outputTokens, time }) => ({
    outputTokens: outputTokens + 1,
    time: new Date(Date.parse(time) - 1).toISOString(),
  }),
  "a micro-dollar": ({ cost }) => ({ cost: (Number(cost) + 0.000001).toFixed(6) }),
  model: ({ model }) => ({ model: `${model}, another` }),
};

faultCase({
  id: "C2",
  title: "a recorded key with other content is a conflict, and the recorded charge stays as it is",
  seenRedBy: "a trigger that makes every idempotency key a new one",
  async run({ environment, scale, random }) {
    const tenant = await environment.makeTenant();
    const findings = new Findings();
    await inClients(CLIENTS, Array(CALLS[scale]).keys(), (number) =>
      contradict(environment, tenant, random.fork(`call ${number}`), findings),
    );
    const figures = { calls: CALLS[scale], conflicts: findings.hits };
    return { hits: findings.hits, figures, problems: findings.problems };
  },
});

/** Records a call. Then sends it with each change, either alone or together with an unchanged copy of the call. */
async function contradict(
  environment: Environment,
  tenant: Tenant,
  random: Random,
  findings: Findings,
): Promise<void> {
  const format = random.pick(FORMATS);
  const [call] = newCalls(environment.model, tenant, random, { calls: 1, time: new Date() });
  if (!call) throw new Error("no call was made");
  const send = (calls: SentCall[]) =>
    postUsage(environment.server.url, tenant.key, REQUESTS[format](calls));
  const first = await send([call.sent]);
  call.usage.isAcknowledged = first.status === 200;
  const before = await rowsOf(environment, tenant, call.sent);
  for (const [what, change] of Object.entries(CHANGES)) {
    const changed = { ...call.sent, ...change(call.sent) };
    const isWithRepetition = random.chance(0.5);
    const { status, text } = await send(isWithRepetition ? [call.sent, changed] : [changed]);
    if (status === 200 && /"conflict"|not counted/.test(text)) findings.hits += 1;
    else findings.add(`${format}: changed ${what} has the status ${status}: ${printable(text)}`);
  }
  const after = await rowsOf(environment, tenant, call.sent);
  if (before.length !== 1 || before[0] !== after[0])
    findings.add(`${format}: ${before.length} rows before the conflicts, then ${after}`);
}

/** Replaces bytes that are not printable text, because a protobuf response has binary fields around its texts. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]+/g, " ").slice(0, 200);

/** All rows that were recorded for the call, as text. */
async function rowsOf({ owner }: Environment, { projectId }: Tenant, { inputTokens }: SentCall) {
  const rows = await owner.sql<{ row: string }[]>`
    select to_jsonb(ledger)::text as row from credit_transactions as ledger
    where project_id = ${projectId} and input_tokens in (${inputTokens}, ${inputTokens + OTHER_TOKENS})`;
  return rows.map(({ row }) => row);
}
