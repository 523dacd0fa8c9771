import { type Executor, seenNames } from "@ai-cost/db";
import { UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { ExceededNameLimits } from "./schema";

/** A row with the name `unknown` says on which day a name of its kind was last beyond the limit. */
export const getExceededNameLimits = (
  db: Executor,
  projectId: string,
): Promise<ExceededNameLimits> =>
  db
    .select({ kind: seenNames.kind, lastExceededOn: seenNames.firstSeenOn })
    .from(seenNames)
    .where(
      and(
        eq(seenNames.projectId, projectId),
        inArray(seenNames.kind, ["agent_type", "model"]),
        eq(seenNames.name, UNNAMED_AGENT_TYPE),
      ),
    )
    .orderBy(asc(seenNames.kind));
