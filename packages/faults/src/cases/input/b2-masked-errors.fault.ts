import { setTimeout as sleep } from "node:timers/promises";
import { PASSWORD, type RawRequest, sendRaw } from "@ai-cost/testing";
import { bearer } from "../../access-matrix/actors";
import { requestOf } from "../../access-matrix/procedure-requests";
import type { Environment } from "../../environment/environment";
import { makeTenantFixture, type TenantFixture } from "../../fixture/tenant-fixture";
import { leaksIn } from "../../fuzzing/leaks";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";
import { usageRequest } from "../../traffic/usage";

/** The SQLSTATEs for a column that does not exist and for a missing privilege. */
const SQLSTATES = ["42703", "42501"];
const LOG_DELAY_MS = 300;

faultCase({
  id: "B2",
  title:
    "the response to an unexpected error has only a request id, and the log has the cause under that id",
  seenRedBy: "unexpected errors with their own messages",
  async run({ environment, random }) {
    const findings = new Findings();
    const team = await makeTenantFixture(environment, "team", random.fork("team"));
    const lines: string[] = [];
    environment.server.onLine = (line) => lines.push(line);
    for (const breakage of breakagesOf(environment, team, random)) {
      await environment.owner.sql.unsafe(breakage.breakIt);
      try {
        await checkBroken(environment, breakage, lines, findings);
      } finally {
        await environment.owner.sql.unsafe(breakage.repairIt);
      }
      const { status } = await sendRaw(environment.server.url, breakage.request);
      if (status >= 500) findings.add(`${breakage.what} has the status ${status} after the repair`);
    }
    environment.server.onLine = () => {};
    return {
      hits: findings.hits,
      figures: { "log lines": lines.length },
      problems: findings.problems,
    };
  },
});

interface Breakage {
  what: string;
  /** SQL that makes the request fail; `repairIt` is the SQL that undoes it. */
  breakIt: string;
  repairIt: string;
  request: RawRequest;
  /** Whether the body must contain the request id. A header must contain it in every case. */
  isIdInBody: boolean;
}

function breakagesOf(
  environment: Environment,
  { ids, owner, tenant }: TenantFixture,
  random: Random,
): Breakage[] {
  const { projectId } = ids;
  const asOwner = { cookie: owner.cookie };
  const renameColumn = (table: string, column: string) => ({
    breakIt: `alter table ${table} rename column ${column} to renamed`,
    repairIt: `alter table ${table} rename column renamed to ${column}`,
  });
  const revokeInsert = (table: string) => ({
    breakIt: `revoke insert on ${table} from ai_cost_app`,
    repairIt: `grant insert on ${table} to ai_cost_app`,
  });
  const query = requestOf({ path: "aiCost.getDailySpend", type: "query" }, { projectId, days: 7 });
  const mutation = requestOf(
    { path: "aiCost.setBudgetLimit", type: "mutation" },
    { projectId, limitDollars: random.integer(1, 1_000) },
  );
  const { path, body, mediaType } = usageRequest(environment.model, tenant, random, {
    calls: 1,
    format: "usage events",
  });
  const withKey = { ...bearer(tenant.key), "content-type": mediaType };
  const credentials = JSON.stringify({ email: owner.email, password: PASSWORD });
  const json = { "content-type": "application/json", origin: environment.server.url };
  return [
    {
      what: "a query",
      ...renameColumn("daily_spend", "cost_micro_usd"),
      request: { ...query, headers: asOwner },
      isIdInBody: true,
    },
    {
      what: "a mutation",
      ...revokeInsert("audit_events"),
      request: { ...mutation, headers: { ...asOwner, ...mutation.headers } },
      isIdInBody: true,
    },
    {
      what: "a page",
      ...renameColumn("memberships", "role"),
      request: { path: `/dashboard/products/${projectId}/ai-cost`, headers: asOwner },
      isIdInBody: false,
    },
    {
      what: "a usage endpoint",
      ...revokeInsert("credit_transactions"),
      request: { path, method: "POST", headers: withKey, body },
      isIdInBody: true,
    },
    {
      what: "a sign-in",
      ...renameColumn("accounts", "password"),
      request: {
        path: "/api/auth/sign-in/email",
        method: "POST",
        headers: json,
        body: credentials,
      },
      isIdInBody: false,
    },
    {
      what: "the lookup of a session",
      ...renameColumn("sessions", "expires_at"),
      request: { ...query, headers: asOwner },
      isIdInBody: false,
    },
  ];
}

async function checkBroken(
  { server }: Environment,
  { what, request, isIdInBody }: Breakage,
  lines: string[],
  findings: Findings,
): Promise<void> {
  const loggedBefore = lines.length;
  const { status, headers, text } = await sendRaw(server.url, request);
  if (status !== 500)
    return findings.add(`${what} has the status ${status}: ${text.slice(0, 200)}`);
  findings.hits += 1;
  const requestId = String(headers["x-request-id"] ?? "");
  if (requestId.length < 16) findings.add(`the response of ${what} has no request id`);
  if (isIdInBody && !text.includes(requestId))
    findings.add(`the body of ${what} does not contain the request id`);
  for (const leak of leaksIn(text)) findings.add(`${what} leaks ${leak}`);
  // The log line arrives through a pipe, a moment after the response.
  await sleep(LOG_DELAY_MS);
  const logged = lines.slice(loggedBefore);
  const ofRequest = logged.filter((line) => line.includes(requestId));
  if (!ofRequest.some((line) => SQLSTATES.some((code) => line.includes(code))))
    findings.add(
      `${what}: the log has no cause for ${requestId}: ${logged.join(" ").slice(0, 300)}`,
    );
}
