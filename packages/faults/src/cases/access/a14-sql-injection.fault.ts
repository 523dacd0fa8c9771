import { inputOf, PROCEDURE_ACCESS, type Procedure, procedures } from "@ai-cost/api/testing";
import { type RawRequest, sendRaw } from "@ai-cost/testing";
import { bearer, makeFixtures } from "../../access-matrix/actors";
import { privatePages } from "../../access-matrix/private-pages";
import { requestOf } from "../../access-matrix/procedure-requests";
import type { TenantFixture } from "../../fixture/tenant-fixture";
import { changedTables, rowsOfTenant } from "../../fixture/tenant-rows";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";

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
const TEXTS = { short: 1, normal: PAYLOADS.length, long: PAYLOADS.length };
const SLOW_MS = 5_000;
/** What Postgres logs when a text has changed the meaning of a statement. */
const SYNTAX_ERROR =
  /ERROR:\s+(?:syntax error|unterminated|column "|relation "|operator does not exist|function |invalid input syntax|malformed array)/;

faultCase({
  id: "A14",
  title: "no text in any field is interpreted as SQL",
  seenRedBy: "an agent name pasted into a statement",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const { team, strangers } = await makeFixtures(environment, random);
    // This key belongs to a further project. The oracle compares no charges of that project, because the
    // model has no usage for it.
    const { key } = await environment.makeTenant("team");
    const { sql } = environment.owner;
    const before = await rowsOfTenant(sql, strangers.ids.projectId);
    const logged = environment.postgres.log().length;
    for (const payload of PAYLOADS.slice(0, TEXTS[scale]))
      for (const request of requestsWith(payload, team, key)) {
        const { status, ms } = await sendRaw(environment.server.url, request);
        findings.hits += 1;
        const label = request.path.slice(0, 200);
        if (status >= 500) findings.add(`${label} has the status ${status}`);
        if (ms > SLOW_MS) findings.add(`${label} takes ${ms} ms`);
      }
    const errors = environment.postgres
      .log()
      .slice(logged)
      .split("\n")
      .filter((line) => SYNTAX_ERROR.test(line));
    for (const line of errors) findings.add(`Postgres logs: ${line}`);
    const after = await rowsOfTenant(sql, strangers.ids.projectId);
    for (const table of changedTables(before, after))
      findings.add(`${table} of another tenant has changed`);
    return { hits: findings.hits, figures: { texts: TEXTS[scale] }, problems: findings.problems };
  },
});

/** Requests with the payload in each field of each procedure, page and endpoint, one field per request. */
function requestsWith(payload: string, fixture: TenantFixture, key: string): RawRequest[] {
  const { owner } = fixture;
  const asOwner = (request: RawRequest): RawRequest => ({
    ...request,
    headers: { cookie: owner.cookie, ...request.headers },
  });
  const text = encodeURIComponent(payload);
  const queries = ["month", "tab", "days", "jobs", "charges", "source", "next", "sort", "orderBy"];
  return [
    ...procedures()
      .flatMap((procedure) => callsWith(procedure, payload, fixture))
      .map(asOwner),
    ...privatePages(fixture).map((path) =>
      asOwner({ path: `${path}?${queries.map((name) => `${name}=${text}`).join("&")}` }),
    ),
    asOwner({ path: `/dashboard/products/${text}/ai-cost` }),
    asOwner({ path: `/dashboard/products/${fixture.ids.projectId}/pipelines/${text}` }),
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

function callsWith(procedure: Procedure, payload: string, { ids }: TenantFixture): RawRequest[] {
  const access = PROCEDURE_ACCESS[procedure.path];
  // The address is not that of the fixture's member, because a call would then remove that member.
  const valid = {
    ...inputOf(access, ids),
    ...("email" in access.idFields && { email: "a14@example.com" }),
  };
  const fields = Object.keys(procedure.input.properties ?? {});
  return [...fields, "sort", "orderBy"].map((field) =>
    requestOf(procedure, { ...valid, [field]: payload }),
  );
}
