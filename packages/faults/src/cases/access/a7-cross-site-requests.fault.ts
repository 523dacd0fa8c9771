import { inputOf, PROCEDURE_ACCESS, procedures } from "@ai-cost/api/testing";
import { makePerson, PASSWORD, type RawRequest, sendRaw } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import { sessionTokens } from "../../fixture/session-cookie";
import { makeTenantFixture, type TenantFixture } from "../../fixture/tenant-fixture";
import { changedTables, rowsOfTenant } from "../../fixture/tenant-rows";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";

const SHARES = { short: 0.03, normal: 0.5, long: 1 };
const METHODS = ["POST", "GET", "PUT", "PATCH", "DELETE"] as const;
const TYPES = [
  "application/json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/octet-stream",
  "",
] as const;

faultCase({
  id: "A7",
  title: "a page of another site can change nothing with a person's cookie, whatever it sends",
  seenRedBy: "an edge server that lets every origin and every content type through",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const team = await makeTenantFixture(environment, "team", random.fork("team"));
    const targets = [
      ...mutations(team),
      ...(await authRoutes(environment)),
      ...(await serverActions(environment, team)),
    ];
    const { url } = environment.server;
    const before = await stateOf(environment, team);
    for (const target of targets) {
      for (const request of crossSiteRequests(target, team, new URL(url)))
        if (random.chance(SHARES[scale])) {
          findings.hits += 1;
          const { status } = await sendRaw(url, request);
          if (status >= 500)
            findings.add(`${request.method} ${target.path} has the status ${status}`);
        }
      const changed = changedTables(before, await stateOf(environment, team));
      if (changed.length === 0) continue;
      findings.add(`a page of another site changed ${changed} through ${target.path}`);
      break;
    }
    return {
      hits: findings.hits,
      figures: { targets: targets.length },
      problems: findings.problems,
    };
  },
});

interface Target {
  path: string;
  /** Returns the body in this content type. The request changes data when one of the app's own pages sends it. */
  bodyOf(type: string): string;
  headers?: Record<string, string>;
}

function* crossSiteRequests(
  target: Target,
  { owner }: TenantFixture,
  server: URL,
): Generator<RawRequest> {
  const origins = [
    "https://evil.example",
    "null",
    `http://${server.hostname}.evil.example:${server.port}`,
    `http://evil.example#${server.host}`,
    `http://${server.hostname}:1`,
    `https://${server.host}.evil.example`,
    `https://${server.host}`,
  ];
  for (const origin of origins)
    for (const method of METHODS)
      for (const type of TYPES)
        for (const site of ["cross-site", "same-site", null]) {
          const headers = {
            cookie: owner.cookie,
            origin,
            ...(type && { "content-type": type }),
            ...(site && { "sec-fetch-site": site }),
            ...target.headers,
          };
          const body = target.bodyOf(type);
          const search = method === "GET" ? `?input=${encodeURIComponent(body)}` : "";
          yield { method, path: target.path + search, headers, ...(method !== "GET" && { body }) };
        }
}

/** Encodes the fields as a form if the content type is that of a form, and as JSON otherwise. */
const asForm = (fields: Record<string, string>) => (type: string) => {
  if (type.startsWith("multipart"))
    return `${Object.entries(fields)
      .map(
        ([name, value]) =>
          `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      )
      .join("")}--x--\r\n`;
  if (type.endsWith("urlencoded")) return new URLSearchParams(fields).toString();
  return JSON.stringify(fields);
};

const mutations = ({ ids }: TenantFixture): Target[] =>
  procedures()
    .filter(({ type }) => type === "mutation")
    .map(({ path }) => {
      const input = { ...inputOf(PROCEDURE_ACCESS[path], ids), ...CHANGES[path] };
      return { path: `/api/trpc/${path}`, bodyOf: () => JSON.stringify(input) };
    });

/** Inputs for mutations, used where the usual input would not change anything in the fixture. */
const CHANGES: Readonly<Record<string, object>> = {
  "aiCost.setBudgetLimit": { limitDollars: 1 },
  "invitations.changeRole": { role: "admin" },
  "projects.changeMemberRole": { role: "admin" },
};

async function authRoutes({ owner, server }: Environment): Promise<Target[]> {
  const { email } = await makePerson(owner.db, server.url, "visitor");
  const account = { email: "a7-new@example.com", name: "New", password: PASSWORD };
  return [
    { path: "/api/auth/sign-in/email", bodyOf: asForm({ email, password: PASSWORD }) },
    { path: "/api/auth/sign-up", bodyOf: asForm(account) },
    { path: "/api/auth/sign-out", bodyOf: asForm({}) },
  ];
}

/**
 * Returns the requests of the sign-in and sign-out pages: each once as a form and once as a server
 * action of Next.
 */
async function serverActions({ server }: Environment, { owner }: TenantFixture): Promise<Target[]> {
  const targets: Target[] = [];
  for (const [path, cookie] of [
    ["/sign-out", owner.cookie],
    ["/sign-in", ""],
  ] as const) {
    const { text } = await sendRaw(server.url, { path, headers: { cookie } });
    const fields = [...text.matchAll(/name="(\$ACTION[^"]+)"(?: value="([^"]*)")?/g)].map(
      ([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"')] as const,
    );
    const id = /\$ACTION_ID_([0-9a-f]+)|&quot;id&quot;:&quot;([0-9a-f]+)/
      .exec(text)
      ?.slice(1)
      .find(Boolean);
    const form = { ...Object.fromEntries(fields), email: owner.email, password: PASSWORD };
    targets.push({ path, bodyOf: asForm(form) });
    targets.push({ path, bodyOf: () => "[]", headers: { "next-action": id ?? "" } });
  }
  return targets;
}

/** The team's rows, the numbers of projects and people, and all sessions. */
async function stateOf(
  { owner: { sql } }: Environment,
  { ids }: TenantFixture,
): Promise<Map<string, string>> {
  const state = await rowsOfTenant(sql, ids.projectId);
  const [counts] = await sql<{ text: string }[]>`
    select (select count(*) from projects) || ' ' || (select count(*) from users) as text`;
  state.set("projects and people", counts?.text ?? "");
  return state.set("sessions", await sessionTokens(sql));
}
