import { testDatabase } from "@ai-cost/db/testing";
import { TRPCError } from "@trpc/server";
import { beforeEach, expect, test } from "vitest";
import {
  openUsageImport,
  recordImportStart,
  recordUsageImport,
  takeUpload,
  uploadLimiter,
} from "../index";
import { auditEventsOf } from "../testing/audit-events";
import { callerOf, contextOf } from "../testing/callers";
import { type Fixture, insertFixture } from "../testing/fixture";

const { app, db } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

type Person = "owner" | "admin" | "member" | "stranger";
const openAs = (person: Person | null, projectId = fixture.projectId) =>
  openUsageImport(contextOf(app.db, person && fixture[person]), projectId);

test.each(["owner", "admin"] as const)("an %s opens the project for an import", async (person) => {
  const { db: tenant, project } = await openAs(person);
  expect([project.id, tenant.projectIds]).toEqual([fixture.projectId, [fixture.projectId]]);
});

test.each<[Person | null, string]>([
  ["member", "FORBIDDEN"],
  ["stranger", "NOT_FOUND"],
  [null, "UNAUTHORIZED"],
])("%s does not: %s", async (person, code) => {
  const error = await openAs(person).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(TRPCError);
  expect(error).toMatchObject({ code });
});

test("a malformed project id is refused", async () => {
  await expect(openAs("owner", "atlas")).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("an import is in the audit trail with its file and its rows", async () => {
  const context = await openAs("admin");
  await recordImportStart(context, "november.csv");
  await recordUsageImport(context, { fileName: "november.csv", rows: 1204 });
  await recordUsageImport(context, { fileName: "one.csv", rows: 1 });
  const { auditEvents } = callerOf(app.db, fixture.owner);
  const events = await auditEvents.list({ projectId: fixture.projectId });
  expect(events.map(({ action, from, to, actor }) => [action, from, to, actor?.email])).toEqual([
    ["usage.import", "one.csv (started)", "one.csv (1 new row)", fixture.admin.email],
    ["usage.import", "november.csv (started)", "november.csv (1204 new rows)", fixture.admin.email],
    ["usage.import", null, "november.csv (started)", fixture.admin.email],
  ]);
  expect(await auditEventsOf(db, fixture.foreignProjectId)).toEqual([]);
});

test("a person uploads at most 300 files in a minute, whatever others do", async () => {
  const limiter = uploadLimiter(app.db);
  const take = (person: Person) => takeUpload(limiter, fixture[person].id);
  await Promise.all(Array.from({ length: 300 }, () => take("owner")));
  await expect(take("owner")).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  await take("admin");
});
