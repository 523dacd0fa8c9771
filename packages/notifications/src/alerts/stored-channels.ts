import { ALERT_KINDS, alertChannels, type Executor } from "@ai-cost/db";
import { and, eq, isNull, ne, or } from "drizzle-orm";

export type StoredChannel = Omit<typeof alertChannels.$inferSelect, "projectId">;

/** The channel of a project's owners and admins before anything of it was stored. */
const unsetManagersChannel = (projectId: string, createdAt: Date): StoredChannel => ({
  id: projectId,
  kind: "email",
  name: "",
  sealedTarget: null,
  isOn: true,
  alertKinds: [...ALERT_KINDS],
  createdBy: null,
  createdAt,
  confirmedAt: null,
  brokenAt: null,
  endedAt: null,
  endReason: null,
});

export const isChannel = (projectId: string, id: string) =>
  and(eq(alertChannels.projectId, projectId), eq(alertChannels.id, id));

const isNotRemoved = or(isNull(alertChannels.endReason), ne(alertChannels.endReason, "removed"));

/**
 * The channels of a project that were not removed: that of the owners and admins, also when it was never
 * stored, then the others in the order in which they were added.
 */
export async function selectChannels(db: Executor, projectId: string): Promise<StoredChannel[]> {
  const rows = await db
    .select()
    .from(alertChannels)
    .where(and(eq(alertChannels.projectId, projectId), isNotRemoved))
    .orderBy(alertChannels.createdAt, alertChannels.id);
  const managers = rows.find(({ id }) => id === projectId);
  const others = rows.filter((row) => row !== managers);
  return [managers ?? unsetManagersChannel(projectId, new Date(0)), ...others];
}

/** The channel of a project with this id, also a removed one; null when there is none. */
export async function findStoredChannel(
  db: Executor,
  projectId: string,
  id: string,
): Promise<StoredChannel | null> {
  const [row] = await db.select().from(alertChannels).where(isChannel(projectId, id));
  return row ?? (id === projectId ? unsetManagersChannel(projectId, new Date(0)) : null);
}

/** Stores the channel of the owners and admins, if it is not stored. */
export async function storeManagersChannel(
  tx: Executor,
  projectId: string,
  at: Date,
): Promise<void> {
  await tx
    .insert(alertChannels)
    .values({ projectId, ...unsetManagersChannel(projectId, at) })
    .onConflictDoNothing();
}
