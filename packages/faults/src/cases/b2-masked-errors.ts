import { type Exchange, exchange, PASSWORD } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { leaksIn } from "../fuzz/leaks";
import { requestOf } from "../matrix/ask-procedures";
import { bearer } from "../matrix/askers";
import { type Estate, makeEstate } from "../matrix/estate";
import { Found } from "../report/found";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import { usageRequest } from "../rig/usage";

export const maskedErrors: FaultCase = {
  id: "B2",
  title:
    "an unexpected error is answered under an id and nothing else; the log has its cause under it",
  seenRedBy: "unexpected errors in their own words",
  async run(rig, _scale, random) {
    const found = new Found();
    const team = await makeEstate(rig, "team", random.fork("team"));
    const lines: string[] = [];
    rig.server.onLine = (line) => lines.push(line);
    for (const breakage of breakagesOf(rig, team, random)) {
      await rig.owner.sql.unsafe(breakage.breaks);
      try {
        await seeBroken(rig, breakage, lines, found);
      } finally {
        await rig.owner.sql.unsafe(breakage.mends);
      }
      const { status } = await exchange(rig.server.url, breakage.request);
      if (status >= 500) found.problem(`${breakage.what} answers ${status} when all is well again`);
    }
    rig.server.onLine = () => {};
    return { hits: found.hits, figures: { "log lines": lines.length }, problems: found.problems };
  },
};

interface Breakage {
  what: string;
  breaks: string;
  mends: string;
  request: Exchange;
  /** Whether the body says the id too, and not the header alone. */
  isIdInBody: boolean;
}

const GONE = { column: "42703", permission: "42501" };

function breakagesOf(rig: Rig, { ids, owner, tenant }: Estate, random: Random): Breakage[] {
  const { projectId } = ids;
  const asOwner = { cookie: owner.cookie };
  const renamed = (table: string, column: string) => ({
    breaks: `alter table ${table} rename column ${column} to gone`,
    mends: `alter table ${table} rename column gone to ${column}`,
  });
  const forbidden = (table: string) => ({
    breaks: `revoke insert on ${table} from ai_cost_app`,
    mends: `grant insert on ${table} to ai_cost_app`,
  });
  const query = requestOf({ path: "aiCost.getDailySpend", type: "query" }, { projectId, days: 7 });
  const mutation = requestOf(
    { path: "aiCost.setBudgetLimit", type: "mutation" },
    { projectId, limitDollars: random.integer(1, 1_000) },
  );
  const { path, body, mediaType } = usageRequest(rig.model, tenant, random, {
    calls: 1,
    way: "usage events",
  });
  const keyed = { ...bearer(tenant.key), "content-type": mediaType };
  const credentials = JSON.stringify({ email: owner.email, password: PASSWORD });
  const json = { "content-type": "application/json", origin: rig.server.url };
  return [
    {
      what: "a query",
      ...renamed("daily_spend", "cost_micro_usd"),
      request: { ...query, headers: asOwner },
      isIdInBody: true,
    },
    {
      what: "a mutation",
      ...forbidden("audit_events"),
      request: { ...mutation, headers: { ...asOwner, ...mutation.headers } },
      isIdInBody: true,
    },
    {
      what: "a page",
      ...renamed("memberships", "role"),
      request: { path: `/dashboard/products/${projectId}/ai-cost`, headers: asOwner },
      isIdInBody: false,
    },
    {
      what: "a way in",
      ...forbidden("credit_transactions"),
      request: { path, method: "POST", headers: keyed, body },
      isIdInBody: true,
    },
    {
      what: "a sign-in",
      ...renamed("accounts", "password"),
      request: {
        path: "/api/auth/sign-in/email",
        method: "POST",
        headers: json,
        body: credentials,
      },
      isIdInBody: false,
    },
    {
      what: "a session's look-up",
      ...renamed("sessions", "expires_at"),
      request: { ...query, headers: asOwner },
      isIdInBody: false,
    },
  ];
}

async function seeBroken(
  rig: Rig,
  breakage: Breakage,
  lines: string[],
  found: Found,
): Promise<void> {
  const { what, request, isIdInBody } = breakage;
  const from = lines.length;
  const { status, headers, text } = await exchange(rig.server.url, request);
  if (status !== 500) return found.problem(`${what} answers ${status}: ${text.slice(0, 200)}`);
  found.hits += 1;
  const requestId = String(headers["x-request-id"] ?? "");
  if (requestId.length < 16) found.problem(`${what} is answered without a request id`);
  if (isIdInBody && !text.includes(requestId)) found.problem(`${what} does not say its id`);
  for (const leak of leaksIn(text)) found.problem(`${what} tells ${leak}`);
  const logged = await linesSince(lines, from);
  const explaining = logged.filter((line) => line.includes(requestId));
  if (!explaining.some((line) => Object.values(GONE).some((code) => line.includes(code))))
    found.problem(
      `${what}: the log does not say why under ${requestId}: ${logged.join(" ").slice(0, 300)}`,
    );
}

/** The log comes by a pipe, a moment after the answer. */
async function linesSince(lines: readonly string[], from: number): Promise<readonly string[]> {
  await new Promise((later) => setTimeout(later, 300));
  return lines.slice(from);
}
