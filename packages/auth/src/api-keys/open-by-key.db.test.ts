import { ingestKeys } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { makeIngestKey } from "../testing/make-ingest-key";
import { newIngestKey } from "./ingest-key";
import { openByKey } from "./open-by-key";

const { app, db } = testDatabase();

let projectId: string;
beforeAll(async () => {
  projectId = await makeProject(db);
});

test("a key opens its project", async () => {
  const { keyId, text } = await makeIngestKey(db, projectId);
  expect(await openByKey(app.db, text)).toMatchObject({
    key: { projectId, id: keyId, lastUsedAt: null },
    tenant: { projectIds: [projectId] },
  });
});

test("a text that is not a key opens nothing, and neither does an unknown key", async () => {
  expect(await openByKey(app.db, "no key")).toBeNull();
  expect(await openByKey(app.db, newIngestKey(projectId).text)).toBeNull();
});

test("a revoked key opens nothing", async () => {
  const { keyId, text } = await makeIngestKey(db, projectId);
  await db
    .update(ingestKeys)
    .set({ revokedAt: new Date() })
    .where(and(eq(ingestKeys.projectId, projectId), eq(ingestKeys.id, keyId)));
  expect(await openByKey(app.db, text)).toBeNull();
});
