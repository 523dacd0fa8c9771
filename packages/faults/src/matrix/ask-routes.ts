import type { OutgoingHttpHeaders } from "node:http";
import type { Ids } from "@ai-cost/api/testing";
import {
  addressOf,
  type Filling,
  fillingsOf,
  hasForeign,
  inClients,
  isAllOwn,
  ROUTE_ENTRIES,
  type RouteEntry,
  routePatterns,
  withoutForeign,
} from "@ai-cost/testing";
import type { Found } from "../report/found";
import type { Rig } from "../rig/rig";
import type { Asker } from "./askers";
import { firstDifference, plainAnswer } from "./plain-answer";
import { askWith, heardOf } from "./question";

const CLIENTS = 8;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
/** As Next's own client asks for a page's data instead of the page. */
const RSC = { rsc: "1", "next-router-prefetch": "1" };

interface Manner {
  method: (typeof METHODS)[number];
  headers: OutgoingHttpHeaders;
}

const MANNERS: readonly Manner[] = [
  ...METHODS.map((method) => ({ method, headers: {} })),
  { method: "GET", headers: { rsc: "1" } },
  { method: "GET", headers: RSC },
];

export interface RouteQuestion {
  pattern: string;
  entry: RouteEntry;
  asker: Asker;
  filling: Filling;
  manner: Manner;
}

/** Each page and route by each asker, with each filling of its ids, in each manner. */
export function routeQuestions(askers: readonly Asker[]): RouteQuestion[] {
  return routePatterns().flatMap((pattern) => {
    const entry = ROUTE_ENTRIES[pattern];
    if (!entry) throw new Error(`${pattern} is not in the matrix`);
    return askers.flatMap((asker) =>
      fillingsOf(Object.values(entry.ids)).flatMap((filling) =>
        MANNERS.map((manner) => ({ pattern, entry, asker, filling, manner })),
      ),
    );
  });
}

export async function askRoutes(
  rig: Rig,
  questions: readonly RouteQuestion[],
  found: Found,
): Promise<void> {
  await inClients(CLIENTS, questions, (question) => askRoute(rig, question, found));
}

async function askRoute(rig: Rig, question: RouteQuestion, found: Found): Promise<void> {
  const { pattern, entry, asker, filling, manner } = question;
  const ask = (wanted: Filling) =>
    askWith(rig, asker, wanted, (ids) => ({ ...manner, path: pathOf(pattern, entry, ids) }));
  const asked = await ask(filling);
  if (!asker.isSignedIn || asker.role === null || !isAllOwn(filling)) found.hits += 1;
  const manners = Object.keys(manner.headers).join("+");
  const label = `${manner.method} ${pattern} ${manners} by ${asker.name} with ${JSON.stringify(filling)}`;
  const { status } = asked.answer;
  const expected = statusOf(question);
  if (expected === null ? status >= 500 : status !== expected)
    found.problem(`${label} answers ${status}${expected === null ? "" : `, not ${expected}`}`);
  for (const canary of heardOf(asker, asked)) found.problem(`${label} tells of ${canary}`);
  if (!hasForeign(filling)) return;
  const twin = await ask(withoutForeign(filling));
  const [foreign, random] = [asked, twin].map(({ answer, given }) => plainAnswer(answer, given));
  if (foreign !== random)
    found.problem(
      `${label} tells foreign from random: ${firstDifference(`${foreign}`, `${random}`)}`,
    );
}

const pathOf = (pattern: string, { ids, segments = {} }: RouteEntry, filled: Ids): string =>
  addressOf(pattern, {
    ...segments,
    ...Object.fromEntries(Object.entries(ids).map(([name, field]) => [name, filled[field]])),
  });

/** What a plain GET must answer; other manners only must not fail. */
function statusOf({ entry, asker, filling, manner }: RouteQuestion): number | null {
  const { gate, status } = entry;
  if (manner.method !== "GET" || Object.keys(manner.headers).length > 0) return null;
  if (gate === "key") return status;
  if (gate === "open") return asker.isSignedIn ? null : status;
  if (!asker.isSignedIn) return 307;
  if (gate === "person") return status;
  return asker.role !== null && isAllOwn(filling) ? status : 404;
}
