import type { IdKind } from "@ai-cost/api/testing";

/** Who may request a page or a route, and the values of its dynamic segments. */
export interface RouteAccess {
  openTo: "project members" | "signed-in people" | "everybody" | "ingest keys";
  /** The dynamic segments that contain an id, with the kind of each id. */
  ids: Readonly<Record<string, IdKind>>;
  /** Values for the other dynamic segments. */
  segments?: Readonly<Record<string, string>>;
  /** The status of a GET request from somebody who has access. */
  status: number;
}

const ofProject = (ids: RouteAccess["ids"], status = 200): RouteAccess => ({
  openTo: "project members",
  ids,
  status,
});
const ofEverybody = (status: number, segments: RouteAccess["segments"] = {}): RouteAccess => ({
  openTo: "everybody",
  ids: {},
  segments,
  status,
});
const ofPeople: RouteAccess = { openTo: "signed-in people", ids: {}, status: 200 };
/** The routes that accept usage with an ingest key. They accept only POST, so a GET gets the status 405. */
const ofKeys: RouteAccess = { openTo: "ingest keys", ids: {}, status: 405 };
const project = { projectId: "projectId" } as const;
const noLink = { token: "chl_unknown" } as const;
const noInvitation = { token: "inv_unknown" } as const;

/** All pages and routes. The tests fail if a page, a route or a dynamic segment is missing here. */
export const ROUTE_ACCESS: Readonly<Record<string, RouteAccess>> = {
  "/": ofEverybody(307),
  "/alerts/confirm/[token]": ofEverybody(404, noLink),
  "/alerts/unsubscribe/[token]": ofEverybody(404, noLink),
  // A mail program posts here. A browser is led to the page.
  "/alerts/unsubscribe/[token]/one-click": ofEverybody(307, noLink),
  "/api/auth/[...all]": ofEverybody(404, { all: "get-session" }),
  "/api/health": ofEverybody(200),
  "/api/health/live": ofEverybody(200),
  "/api/otel/[[...path]]": ofEverybody(404, { path: "v1/nothing" }),
  "/api/otel/v1/logs": ofKeys,
  "/api/otel/v1/metrics": ofKeys,
  "/api/otel/v1/traces": ofKeys,
  "/api/trpc/[trpc]": ofEverybody(404, { trpc: "no.such" }),
  "/api/usage-imports": ofEverybody(405),
  "/api/v1/[[...path]]": ofEverybody(404, { path: "nothing" }),
  "/api/v1/litellm": ofKeys,
  "/api/v1/openapi.json": ofEverybody(200),
  "/api/v1/usage-events": ofKeys,
  "/dashboard": ofPeople,
  "/dashboard/account": ofPeople,
  "/dashboard/products/[projectId]": ofProject(project, 307),
  "/dashboard/products/[projectId]/ai-cost": ofProject(project),
  // Without the name of a table, those who may read the product are told to give one.
  "/dashboard/products/[projectId]/ai-cost/export": ofProject(project, 400),
  "/dashboard/products/[projectId]/audit-trail": ofProject(project),
  "/dashboard/products/[projectId]/alerts": ofProject(project),
  "/dashboard/products/[projectId]/budgets": ofProject(project),
  "/dashboard/products/[projectId]/members": ofProject(project),
  "/dashboard/products/[projectId]/pipelines": ofProject(project),
  "/dashboard/products/[projectId]/pipelines/[runId]": ofProject({ ...project, runId: "runId" }),
  "/dashboard/products/[projectId]/prices": ofProject(project),
  "/dashboard/products/[projectId]/send-usage": ofProject(project),
  "/dashboard/products/[projectId]/send-usage/import": ofProject(project),
  "/docs/api": ofEverybody(200),
  "/invitations/[token]": ofEverybody(404, noInvitation),
  "/invitations/[token]/sign-in": ofEverybody(404, noInvitation),
  "/invitations/[token]/sign-up": ofEverybody(404, noInvitation),
  "/invitations/declined": ofEverybody(200),
  "/forgot-password": ofEverybody(200),
  "/reset-password/[token]": ofEverybody(200, { token: "rst_nothing" }),
  "/sign-in": ofEverybody(200),
  "/sign-out": ofPeople,
  "/sign-up": ofEverybody(200),
};
