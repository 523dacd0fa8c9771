import { inputOf, PROCEDURE_ACCESS, procedures } from "@ai-cost/api/testing";
import { type Exchange, exchange, makePerson, PASSWORD } from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { type Estate, makeEstate } from "../matrix/estate";
import { changedTables, rowsOfTenant } from "../matrix/tenant-rows";
import { Found } from "../report/found";
import type { Rig } from "../rig/rig";
import { sessionsOf } from "../rig/sessions";

const SHARES: Record<Scale, number> = { short: 0.03, normal: 0.5, long: 1 };
const METHODS = ["POST", "GET", "PUT", "PATCH", "DELETE"] as const;
const TYPES = [
  "application/json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/octet-stream",
  "",
] as const;

export const foreignOrigins: FaultCase = {
  id: "A7",
  title: "a page of another site changes nothing with a person's cookie, however it asks",
  seenRedBy: "a front that lets every origin and every kind of body through",
  async run(rig, scale, random) {
    const found = new Found();
    const team = await makeEstate(rig, "team", random.fork("team"));
    const targets = [
      ...mutations(team),
      ...(await authRoutes(rig)),
      ...(await serverActions(rig, team)),
    ];
    const before = await stateOf(rig, team);
    for (const target of targets) {
      for (const request of foreignRequests(target, team, new URL(rig.server.url)))
        if (random.chance(SHARES[scale])) {
          found.hits += 1;
          const { status } = await exchange(rig.server.url, request);
          if (status >= 500) found.problem(`${request.method} ${target.path} answers ${status}`);
        }
      const changed = changedTables(before, await stateOf(rig, team));
      if (changed.length === 0) continue;
      found.problem(`${target.path} changed ${changed} for a foreign page`);
      break;
    }
    return {
      hits: found.hits,
      figures: { "doors tried": targets.length },
      problems: found.problems,
    };
  },
};

interface Target {
  path: string;
  /** What would change something if it came from our own page, by content type. */
  bodyOf(type: string): string;
  headers?: Record<string, string>;
}

function* foreignRequests(target: Target, { owner }: Estate, server: URL): Generator<Exchange> {
  const origins = [
    "https://evil.example",
    "null",
    `http://${server.hostname}.evil.example:${server.port}`,
    `http://evil.example#${server.host}`,
    `http://${server.hostname}:1`,
    `https://${server.host}.evil.example`,
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
          const inQuery = method === "GET" ? `?input=${encodeURIComponent(body)}` : "";
          yield { method, path: target.path + inQuery, headers, ...(method !== "GET" && { body }) };
        }
}

/** As text whatever it is called, and as a form where it is called one. */
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

/** Each with an input that would do something: an invitation, a price, a key that was good. */
const mutations = ({ ids }: Estate): Target[] =>
  procedures()
    .filter(({ type }) => type === "mutation")
    .map(({ path }) => {
      const input = { ...inputOf(PROCEDURE_ACCESS[path], ids), ...CHANGES[path] };
      return { path: `/api/trpc/${path}`, bodyOf: () => JSON.stringify(input) };
    });

/** Inputs that change something where those of the access table do not. */
const CHANGES: Readonly<Record<string, object>> = {
  "aiCost.setBudgetLimit": { limitDollars: 1 },
  "projects.addMember": { email: "a7@example.com" },
  "projects.changeMemberRole": { role: "admin" },
};

async function authRoutes({ owner, server }: Rig): Promise<Target[]> {
  const { email } = await makePerson(owner.db, server.url, "visitor");
  const account = { email: "a7-new@example.com", name: "New", password: PASSWORD };
  return [
    { path: "/api/auth/sign-in/email", bodyOf: asForm({ email, password: PASSWORD }) },
    { path: "/api/auth/sign-up", bodyOf: asForm(account) },
    { path: "/api/auth/sign-out", bodyOf: asForm({}) },
  ];
}

/** The forms of the pages for signing in and out, by their fields and by Next's header. */
async function serverActions({ server }: Rig, { owner }: Estate): Promise<Target[]> {
  const targets: Target[] = [];
  for (const [path, cookie] of [
    ["/sign-out", owner.cookie],
    ["/sign-in", ""],
  ] as const) {
    const { text } = await exchange(server.url, { path, headers: { cookie } });
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

/** All that a foreign page could change: the team's rows, the projects, people and sessions there are. */
async function stateOf({ owner: { sql } }: Rig, { ids }: Estate): Promise<Map<string, string>> {
  const state = await rowsOfTenant(sql, ids.projectId);
  const [counts] = await sql<{ text: string }[]>`
    select (select count(*) from projects) || ' ' || (select count(*) from users) as text`;
  state.set("projects and people", counts?.text ?? "");
  return state.set("sessions", await sessionsOf(sql));
}
