import type { IdKind } from "@ai-cost/api/testing";

/** What the matrix knows of a page or a route. */
export interface RouteEntry {
  /** Who gets an answer: a member of the project, anybody signed in, anybody, a key of a project. */
  gate: "project" | "person" | "open" | "key";
  /** What its dynamic segments name; the other segments have values of their own. */
  ids: Readonly<Record<string, IdKind>>;
  segments?: Readonly<Record<string, string>>;
  /** What GET answers those who may. */
  status: number;
}

const page = (ids: RouteEntry["ids"], status = 200): RouteEntry => ({
  gate: "project",
  ids,
  status,
});
const open = (status: number, segments: RouteEntry["segments"] = {}): RouteEntry => ({
  gate: "open",
  ids: {},
  segments,
  status,
});
const wayIn: RouteEntry = { gate: "key", ids: {}, status: 405 };
const project = { projectId: "projectId" } as const;

/** Every page and route: one that is not here fails the tests, and so does a segment that is not. */
export const ROUTE_ENTRIES: Readonly<Record<string, RouteEntry>> = {
  "/": open(307),
  "/api/auth/[...all]": open(404, { all: "get-session" }),
  "/api/health": open(200),
  "/api/health/live": open(200),
  "/api/otel/[[...path]]": open(404, { path: "v1/nothing" }),
  "/api/otel/v1/logs": wayIn,
  "/api/otel/v1/metrics": wayIn,
  "/api/otel/v1/traces": wayIn,
  "/api/trpc/[trpc]": open(404, { trpc: "no.such" }),
  "/api/v1/[[...path]]": open(404, { path: "nothing" }),
  "/api/v1/litellm": wayIn,
  "/api/v1/openapi.json": open(200),
  "/api/v1/usage-events": wayIn,
  "/dashboard": { gate: "person", ids: {}, status: 200 },
  "/dashboard/products/[projectId]": page(project, 307),
  "/dashboard/products/[projectId]/ai-cost": page(project),
  "/dashboard/products/[projectId]/audit-trail": page(project),
  "/dashboard/products/[projectId]/members": page(project),
  "/dashboard/products/[projectId]/pipelines/[runId]": page({ ...project, runId: "runId" }),
  "/dashboard/products/[projectId]/prices": page(project),
  "/dashboard/products/[projectId]/send-usage": page(project),
  "/docs/api": open(200),
  "/sign-in": { gate: "open", ids: {}, status: 200 },
  "/sign-out": { gate: "person", ids: {}, status: 200 },
  "/sign-up": { gate: "open", ids: {}, status: 200 },
};
