import { inputOf, PROCEDURE_ACCESS, type Procedure, procedures } from "@ai-cost/api/testing";
import { type Exchange, exchange, privatePages } from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { requestOf } from "../matrix/ask-procedures";
import { bearer } from "../matrix/askers";
import { type Estate, makeEstate } from "../matrix/estate";
import { changedTables, rowsOfTenant } from "../matrix/tenant-rows";
import { Found } from "../report/found";

const PAYLOADS = [
  "'",
  "''",
  '"',
  "\\",
  "'; drop table users; --",
  "' or '1'='1",
  "1 or 1=1",
  "id; select pg_sleep(5)",
  "id desc, (select password from accounts limit 1)",
  "' union select null, secret_hash from ingest_keys --",
  "$1",
  "$$; select 1; $$",
  "'::uuid",
  "x' || pg_sleep(5) || '",
  "}', true); set role postgres; --",
  "a\u02bc; select 1",
  "%' escape '!",
  "{a,b}",
  "?",
  ":name",
  "/* */",
] as const;
const SCALES: Record<Scale, number> = { short: 1, normal: PAYLOADS.length, long: PAYLOADS.length };
/** What Postgres logs when a statement was not what its writer meant. */
const MISWRITTEN =
  /ERROR:\s+(?:syntax error|unterminated|column "|relation "|operator does not exist|function |invalid input syntax|malformed array)/;

export const sqlInTexts: FaultCase = {
  id: "A14",
  title: "no text, in any field, is ever read as SQL",
  seenRedBy: "an agent's name pasted into a statement",
  async run(rig, scale, random) {
    const found = new Found();
    const team = await makeEstate(rig, "team", random.fork("team"));
    const strangers = await makeEstate(rig, "stranger", random.fork("strangers"));
    // What is sent with this key is not the model's.
    const { key } = await rig.makeTenant("team");
    const before = await rowsOfTenant(rig.owner.sql, strangers.ids.projectId);
    const logged = rig.postgres.log().length;
    for (const payload of PAYLOADS.slice(0, SCALES[scale]))
      for (const request of requestsWith(payload, team, key)) {
        const { status, ms } = await exchange(rig.server.url, request);
        found.hits += 1;
        if (status >= 500) found.problem(`${request.path.slice(0, 200)} answers ${status}`);
        if (ms > 5_000) found.problem(`${request.path.slice(0, 200)} sleeps for ${ms} ms`);
      }
    const miswritten = rig.postgres
      .log()
      .slice(logged)
      .split("\n")
      .filter((line) => MISWRITTEN.test(line));
    for (const line of miswritten) found.problem(`Postgres says: ${line}`);
    const after = await rowsOfTenant(rig.owner.sql, strangers.ids.projectId);
    for (const table of changedTables(before, after))
      found.problem(`${table} of a stranger changed`);
    return { hits: found.hits, figures: { texts: SCALES[scale] }, problems: found.problems };
  },
};

/** The text in each field of each procedure, page and way in, one at a time. */
function requestsWith(payload: string, estate: Estate, key: string): Exchange[] {
  const { owner } = estate;
  const asOwner = (request: Exchange): Exchange => ({
    ...request,
    headers: { cookie: owner.cookie, ...request.headers },
  });
  const text = encodeURIComponent(payload);
  const queries = ["month", "tab", "days", "jobs", "charges", "source", "next", "sort", "orderBy"];
  return [
    ...procedures()
      .flatMap((procedure) => callsWith(procedure, payload, estate))
      .map(asOwner),
    ...privatePages(estate).map((path) =>
      asOwner({ path: `${path}?${queries.map((name) => `${name}=${text}`).join("&")}` }),
    ),
    asOwner({ path: `/dashboard/products/${text}/ai-cost` }),
    asOwner({ path: `/dashboard/products/${estate.ids.projectId}/pipelines/${text}` }),
    ...EVENT_FIELDS.map((field) => ({
      path: "/api/v1/usage-events",
      method: "POST",
      headers: { ...bearer(key), "content-type": "application/json" },
      body: JSON.stringify({ ...EVENT, id: `${payload} ${field}`, [field]: payload }),
    })),
    {
      path: "/api/auth/sign-in/email",
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: `${payload}@example.com`, password: payload }),
    },
  ];
}

const EVENT = {
  run: "run",
  job: "job",
  model: "a-model",
  inputTokens: 0,
  outputTokens: 0,
  cost: "0",
};
const EVENT_FIELDS = [
  "id",
  "source",
  "time",
  "run",
  "job",
  "agent",
  "provider",
  "model",
  "responseId",
];

function callsWith(procedure: Procedure, payload: string, { ids }: Estate): Exchange[] {
  const access = PROCEDURE_ACCESS[procedure.path];
  // Members stay: what is removed by its own address would be missing in what follows.
  const valid = {
    ...inputOf(access, ids),
    ...("email" in access.idFields && { email: "a14@example.com" }),
  };
  const fields = Object.keys(procedure.input.properties ?? {});
  return [...fields, "sort", "orderBy"].map((field) =>
    requestOf(procedure, { ...valid, [field]: payload }),
  );
}
