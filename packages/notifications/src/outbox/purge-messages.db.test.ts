import { alertChannels, projectOutbox } from "@ai-cost/db";
import { emptyDatabase, makeProject } from "@ai-cost/db/testing";
import { inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeChannel } from "../testing/make-channel";
import { enqueueForProject } from "./enqueue-messages";
import { purgeMessages } from "./purge-messages";

const { app, db, tenantOf } = await emptyDatabase();
const NOW = new Date("2026-11-28T12:00:00.000Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);

test("settled messages go after 90 days in every project, and those that wait stay", async () => {
  const kept: string[] = [];
  for (const projectId of [await makeProject(db), await makeProject(db)]) {
    const removed = { endReason: "removed" as const, endedAt: daysAgo(91), sealedTarget: null };
    await makeChannel(db, { projectId, ...removed });
    const channelId = await makeChannel(db, { projectId, endReason: "gone", endedAt: daysAgo(91) });
    const message = { kind: "a.kind", receiver: { channelId }, content: "{}" };
    const add = async (days: number) => {
      const at = daysAgo(days);
      const [id = ""] = await tenantOf(projectId).write((tx) =>
        enqueueForProject(tx, projectId, [message], at),
      );
      return id;
    };
    const old = await add(91);
    const young = await add(89);
    kept.push(young, await add(91));
    await db
      .update(projectOutbox)
      .set({ nextAttemptAt: null })
      .where(inArray(projectOutbox.id, [old, young]));
  }
  await purgeMessages(app.db, NOW);
  const left = await db.select({ id: projectOutbox.id }).from(projectOutbox);
  expect(left.map(({ id }) => id).sort()).toEqual(kept.sort());
  const channels = await db.select().from(alertChannels);
  expect(channels.map(({ endReason }) => endReason)).toEqual(["gone", "gone"]);
});
