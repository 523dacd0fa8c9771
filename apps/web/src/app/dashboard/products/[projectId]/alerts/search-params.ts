import type { RouterInputs } from "@ai-cost/api";
import { type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { ALERT_KIND_NAMES } from "./_components/alert-kinds";
import { ALERT_STATE_NAMES } from "./_components/alert-states";

/** The search parameters of the log of alerts. An invalid value counts as absent. */
export const alertLogParams = {
  kind: parseAsStringLiteral(ALERT_KIND_NAMES),
  state: parseAsStringLiteral(ALERT_STATE_NAMES),
};

export type AlertLogParams = inferParserType<typeof alertLogParams>;

/** The input of `alerts.list`, on the server and in the browser. */
export const alertListInput = (
  projectId: string,
  { kind, state }: AlertLogParams,
): RouterInputs["alerts"]["list"] => ({
  projectId,
  ...(kind !== null && { kind }),
  ...(state !== null && { state }),
});

/** The alerts that somebody should have and does not, whatever the log shows. */
export const undeliveredInput = (projectId: string): RouterInputs["alerts"]["list"] =>
  alertListInput(projectId, { kind: null, state: "undelivered" });
