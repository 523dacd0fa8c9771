import { createDatabase, migrate, newId, openAsOperator } from "@ai-cost/db";
import { recordUsage } from "@ai-cost/ledger";
import { acquireEmbeddedPostgres } from "./src/postgres/embedded";
import { recreateDatabase } from "./src/postgres/recreate-database";
import { makeProject } from "./src/testing/factories";

const { url, release } = await acquireEmbeddedPostgres({
  folder: "/tmp/recpg",
  onProgress() {},
} as any);
await recreateDatabase(url);
await migrate(url);
const owner = createDatabase(url, { asOwner: true, maxConnections: 20 });
const app = createDatabase(url, { maxConnections: 20 });
const projectId = await makeProject(owner.db, "x");
const [{ tenant }] = (await openAsOperator(app.db, projectId)) as any;
await owner.sql.unsafe(`create table plain (like credit_transactions including all)`);
await owner.sql.unsafe(
  `alter table plain add foreign key (project_id, agent_job_id) references agent_jobs(project_id, id), add foreign key (project_id) references projects (id), add foreign key (project_id, charge_id) references plain (project_id, id)`,
);
let n = 0;
const report = (run: string, job: string): any => {
  const key = newId();
  return {
    idempotencyKey: key,
    content: { key, n: n++ },
    source: "bench",
    run: { externalId: run },
    job: { externalId: job, agentType: "research" },
    occurredAt: new Date(Date.now() - (n % 40) * 86400000),
    amountMicroUsd: 8850n,
    costSource: "price_table",
    price: { usdPerMillion: { input_mtok: "3", output_mtok: "15" } },
    model: "claude-sonnet-4-5",
    provider: "anthropic",
    inputTokens: 1200n,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: 350n,
    reasoningTokens: null,
  };
};
const now = () => new Date();
const rec = async (rs: any[]) => {
  const o = await recordUsage(tenant, { projectId, now: now() }, rs);
  if (o.some((x: any) => x.outcome !== "recorded")) throw new Error(JSON.stringify(o[0]));
};
await rec([report("r0", "j0")]);
const [{ id: jobId }] = (await owner.sql`select id from agent_jobs limit 1`) as any;
const cols = "id uuid, amount bigint, key text, hash text, at timestamptz";
const plain = (rows: number) => {
  const ids = Array.from({ length: rows }, () => newId());
  return owner.sql.unsafe(
    `insert into plain (project_id,id,agent_job_id,kind,amount_micro_usd,model,provider,input_tokens,output_tokens,idempotency_key,content_hash,source,cost_source,price,occurred_at,recorded_at)
   select $1,id,$2,'deduction',8850,'claude-sonnet-4-5','anthropic',1200,350,id::text,repeat('0',64),'bench','price_table','{"usdPerMillion":{"input_mtok":"3","output_mtok":"15"}}'::jsonb,now(),now() from unnest($3::text[]::uuid[]) as x(id)`,
    [projectId, jobId, ids] as any,
    { prepare: true },
  );
};
const lanes: Record<string, [() => Promise<unknown>, number, number]> = {};
let k = 0;
const slice = async (work: () => Promise<unknown>, ms: number, clients: number) => {
  const end = performance.now() + ms;
  let done = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        await work();
        done++;
      }
    }),
  );
  return (performance.now() - start) / done;
};
const median = (a: number[]) => a.sort((x, y) => x - y)[a.length >> 1];
const compare = async (
  name: string,
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
  clients = 1,
  ms = 300,
  rounds = 7,
) => {
  const A: number[] = [],
    B: number[] = [];
  await slice(a, 200, clients);
  await slice(b, 200, clients);
  for (let i = 0; i < rounds; i++) {
    A.push(await slice(a, ms, clients));
    B.push(await slice(b, ms, clients));
  }
  const [x, y] = [median(A), median(B)];
  console.log(
    name.padEnd(34),
    "plain",
    x.toFixed(3),
    "ms  record",
    y.toFixed(3),
    "ms  ratio",
    (x / y).toFixed(3),
  );
};
const s1 = async () => owner.sql.unsafe("select 1", [], { prepare: true });
console.log("select 1 ms", await slice(s1, 500, 1));
await compare(
  "1 row, new run and job",
  () => plain(1),
  () => {
    k++;
    return rec([report("r" + k, "j" + k)]);
  },
);
await compare(
  "1 row, known job",
  () => plain(1),
  () => rec([report("r0", "j0")]),
);
await compare(
  "1000 rows, 50 runs 200 jobs",
  () => plain(1000),
  () => {
    k++;
    return rec(
      Array.from({ length: 1000 }, (_, i) => report(`b${k}.${i % 50}`, `b${k}.${i % 200}`)),
    );
  },
  1,
  1500,
  5,
);
await compare(
  "1000 rows, new run and job each",
  () => plain(1000),
  () => {
    k++;
    return rec(Array.from({ length: 1000 }, (_, i) => report(`c${k}.${i}`, `c${k}.${i}`)));
  },
  1,
  1500,
  5,
);
await compare(
  "16 writers, new run and job",
  () => plain(1),
  () => {
    k++;
    return rec([report("w" + k, "w" + k)]);
  },
  16,
  1500,
  5,
);
await compare(
  "16 writers, known jobs",
  () => plain(1),
  () => {
    const m = k++ % 200;
    return rec([report("r" + (1 + m), "j" + (1 + m))]);
  },
  16,
  1500,
  5,
);
const d =
  await owner.sql`select deadlocks from pg_stat_database where datname = current_database()`;
console.log(d[0]);
await app.close();
await owner.close();
await release();
