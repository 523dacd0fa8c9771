import type { OutgoingHttpHeaders } from "node:http";
import type { Ids } from "@ai-cost/api/testing";
import { inClients } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import type { Findings } from "../runner/findings";
import type { Actor } from "./actors";
import { checkExchange } from "./check-exchange";
import { type IdParameters, idParametersOf, isAllOwn } from "./id-parameters";
import { ROUTE_ACCESS, type RouteAccess } from "./route-access";
import { pathOf, routePatterns } from "./route-patterns";
import { sendAsActor } from "./send-as-actor";

const CLIENTS = 8;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
/** The headers with which Next's client requests a page's data instead of its HTML. */
const PREFETCH = { rsc: "1", "next-router-prefetch": "1" };

interface RequestKind {
  method: (typeof METHODS)[number];
  headers: OutgoingHttpHeaders;
}

const REQUEST_KINDS: readonly RequestKind[] = [
  ...METHODS.map((method) => ({ method, headers: {} })),
  { method: "GET", headers: { rsc: "1" } },
  { method: "GET", headers: PREFETCH },
];

/** One case of the access matrix: a route, an actor, the ids in the actor's request, and the kind of request. */
export interface RouteCell {
  pattern: string;
  access: RouteAccess;
  actor: Actor;
  parameters: IdParameters;
  kind: RequestKind;
}

/** Combines each page and route with each actor, each combination of ids and each kind of request. */
export function routeCells(actors: readonly Actor[]): RouteCell[] {
  return routePatterns().flatMap((pattern) => {
    const access = ROUTE_ACCESS[pattern];
    if (!access) throw new Error(`${pattern} is missing in route-access.ts`);
    return actors.flatMap((actor) =>
      idParametersOf(Object.values(access.ids)).flatMap((parameters) =>
        REQUEST_KINDS.map((kind) => ({ pattern, access, actor, parameters, kind })),
      ),
    );
  });
}

export async function requestRoutes(
  environment: Environment,
  cells: readonly RouteCell[],
  findings: Findings,
): Promise<void> {
  await inClients(CLIENTS, cells, (cell) => requestRoute(environment, cell, findings));
}

async function requestRoute(
  environment: Environment,
  cell: RouteCell,
  findings: Findings,
): Promise<void> {
  const { pattern, access, actor, parameters, kind } = cell;
  const headers = Object.keys(kind.headers).join("+");
  await checkExchange({
    label: `${kind.method} ${pattern} ${headers} by ${actor.name} with ${JSON.stringify(parameters)}`,
    actor,
    parameters,
    expectedStatus: statusOf(cell),
    findings,
    send: (sent) =>
      sendAsActor(environment, actor, sent, (ids) => ({
        ...kind,
        path: addressOf(pattern, access, ids),
      })),
  });
}

const addressOf = (pattern: string, { ids, segments }: RouteAccess, values: Ids): string =>
  pathOf(pattern, {
    ...segments,
    ...Object.fromEntries(Object.entries(ids).map(([name, kind]) => [name, values[kind]])),
  });

/**
 * Returns the expected status of a plain GET. Returns null for other kinds of requests, which may get
 * any status below 500.
 */
function statusOf({ access, actor, parameters, kind }: RouteCell): number | null {
  const { openTo, status } = access;
  if (kind.method !== "GET" || Object.keys(kind.headers).length > 0) return null;
  if (openTo === "ingest keys") return status;
  if (openTo === "everybody") return actor.isSignedIn ? null : status;
  if (!actor.isSignedIn) return 307;
  if (openTo === "signed-in people") return status;
  return actor.role !== null && isAllOwn(parameters) ? status : 404;
}
