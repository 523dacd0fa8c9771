import {
  dollarsFromMicroUsd,
  limitMicroUsdFromDollars,
  limitMicroUsdFromText,
  limitText,
} from "@ai-cost/domain";
import { ask, dataOf, inClients, request } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { dollarsText } from "../oracle/exact-money";
import { postUsage } from "../rig/deliver";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import type { Tenant } from "../rig/tenants";

const MOST_CENTS = 100_000_000;
const SCALES = {
  short: { everyCents: 2_003, overHttp: 20 },
  normal: { everyCents: 101, overHttp: 300 },
  long: { everyCents: 1, overHttp: 3_000 },
};
const CLIENTS = 8;

/** Limits as JSON, and what they mean in micro-dollars; null where they are refused. */
const LIMITS: readonly (readonly [string, bigint | null])[] = [
  ["19.99", 19_990_000n],
  ["1e3", 1_000_000_000n],
  ["1.10", 1_100_000n],
  ["0.01", 10_000n],
  ["1000000", 1_000_000_000_000n],
  ["1E+6", 1_000_000_000_000n],
  ...[
    ...["0", "-0", "-1", "0.009", "0.001", "1000000.01", "1.0000001", "1.005"],
    ...["0.30000000000000004", "1e400", "-1e400", "1e-320", "9007199254740993", "NaN", "Infinity"],
    ...["null", "true", "[]", "{}", "[19.99]", '"19.99"', '"1e3"', '"NaN"', '"٣"', '""', '"$5"'],
  ].map((text) => [text, null] as const),
];

/** What a call cost, as JSON in a usage event. */
const COSTS: readonly (readonly [string, bigint | null])[] = [
  ['"19.99"', 19_990_000n],
  ["19.99", 19_990_000n],
  ['"0.0000005"', 0n],
  ['"0.0000015"', 2n],
  ['"1.0000001"', 1_000_000n],
  ['"1e-3"', 1_000n],
  ["1e3", 1_000_000_000n],
  ['"0.1"', 100_000n],
  ["-0", 0n],
  ...[
    '"1e3"',
    '"-0"',
    '"-1"',
    "-1",
    '"NaN"',
    '"٣"',
    '"1,5"',
    '" 1"',
    '""',
    "1e9",
    "true",
    "{}",
  ].map((text) => [text, null] as const),
];

export const dollars: FaultCase = {
  id: "C8",
  title:
    "every amount of dollars comes back exact, and what is none is refused by its field's name",
  seenRedBy: "cents that are cut rather than rounded",
  async run(rig, scale, random) {
    const { everyCents, overHttp } = SCALES[scale];
    const tenant = await rig.makeTenant();
    const ladder = goThroughCents(everyCents, random);
    const sampled = Array.from({ length: overHttp }, () => random.integer(1, MOST_CENTS));
    const problems = [...ladder.problems];
    for (const cents of sampled) {
      const text = dollarsText(BigInt(cents) * 10_000n);
      problems.push(...(await limitProblems(rig, tenant, [text, BigInt(cents) * 10_000n])));
    }
    for (const limit of LIMITS) problems.push(...(await limitProblems(rig, tenant, limit)));
    await inClients(CLIENTS, COSTS, async (cost) => {
      problems.push(...(await costProblems(rig, tenant, cost)));
    });
    const refused = [...LIMITS, ...COSTS].filter(([, microUsd]) => microUsd === null).length;
    return {
      hits: ladder.unevenDoubles,
      figures: {
        amounts: ladder.amounts,
        "whose double times 1e6 is no integer": ladder.unevenDoubles,
        "over HTTP": overHttp + LIMITS.length + COSTS.length,
        "of them refused": refused,
      },
      problems: problems.slice(0, 8),
    };
  },
};

/** From a cent to a million dollars by steps, through the product's own conversions and back. */
function goThroughCents(step: number, random: Random) {
  const problems: string[] = [];
  let [amounts, unevenDoubles] = [0, 0];
  for (let cents = random.integer(1, step); cents <= MOST_CENTS; cents += step) {
    const whole = Math.floor(cents / 100);
    const text = `${whole}.${String(cents % 100).padStart(2, "0")}`;
    const typed = Number(text);
    const microUsd = BigInt(cents) * 10_000n;
    const isExact =
      limitMicroUsdFromDollars(typed) === microUsd &&
      limitText(microUsd) === text &&
      limitMicroUsdFromText(text) === microUsd &&
      dollarsFromMicroUsd(microUsd) === typed;
    if (!isExact && problems.length < 3) problems.push(`$${text} does not come back`);
    if (!Number.isInteger(typed * 1e6)) unevenDoubles += 1;
    amounts += 1;
  }
  return { amounts, unevenDoubles, problems };
}

/** Sets a limit by what JSON says and reads it back. */
async function limitProblems(
  { server, people }: Rig,
  { projectId }: Tenant,
  [json, microUsd]: readonly [string, bigint | null],
): Promise<string[]> {
  const answer = await request(new URL("/api/trpc/aiCost.setBudgetLimit", server.url), {
    method: "POST",
    headers: { "content-type": "application/json", cookie: people.owner.cookie },
    body: `{"projectId":"${projectId}","limitDollars":${json}}`,
  });
  if (microUsd === null) {
    const isNamed = answer.text.includes("limitDollars") || !isJson(json);
    return answer.status === 400 && isNamed
      ? []
      : [`the limit ${json} was answered ${answer.status} ${answer.text.slice(0, 200)}`];
  }
  const told = dataOf<{ budgetLimit: number }>(answer).budgetLimit;
  const summary = await ask(server.url, people.member, "aiCost.getMonthlySummary", { projectId });
  const read = dataOf<{ budgetLimit: number }>(summary).budgetLimit;
  const exact = Number(dollarsText(microUsd));
  return told === exact && read === exact ? [] : [`the limit ${json} became ${told} and ${read}`];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Sends a call that cost what JSON says, and looks into the ledger. */
async function costProblems(
  { server, owner, model }: Rig,
  { projectId, key }: Tenant,
  [json, microUsd]: readonly [string, bigint | null],
): Promise<string[]> {
  const sent =
    microUsd === null ? null : model.add(projectId, { outputTokens: 0, costMicroUsd: microUsd });
  const inputTokens = sent?.inputTokens ?? 0;
  const body = `{"id":"a cost of ${json.replaceAll('"', "'")}","inputTokens":${inputTokens},"outputTokens":0,"cost":${json}}`;
  const answer = await postUsage(server.url, key, {
    path: "/api/v1/usage-events",
    mediaType: "application/json",
    body: Buffer.from(body),
  });
  if (!sent)
    return answer.status === 422 && answer.text.includes("cost must be")
      ? []
      : [`the cost ${json} was answered ${answer.status} ${answer.text.slice(0, 200)}`];
  sent.isAcknowledged = answer.status === 200;
  const [row] = await owner.sql<{ amount: bigint }[]>`
    select amount_micro_usd as amount from credit_transactions
    where project_id = ${projectId} and input_tokens = ${inputTokens}`;
  return row?.amount === microUsd ? [] : [`the cost ${json} became ${row?.amount}`];
}
