import {
  type ChannelTarget,
  type StoredChannel,
  targetProblem,
  targetText,
} from "@ai-cost/notifications";
import type { ProjectContext } from "../context";
import { conflict, invalidField } from "../errors";

/** Throws BAD_REQUEST when the URL cannot be the target of a channel. */
export function requireTarget({ alerts }: Pick<ProjectContext, "alerts">, url: string): void {
  const problem = targetProblem(url, alerts.allowPrivate);
  if (problem) throw invalidField("target", problem);
}

/** Opens the target of Slack or of a webhook; null for e-mail. Throws CONFLICT when it cannot be opened. */
export function openStored(
  { alerts, project }: Pick<ProjectContext, "alerts" | "project">,
  { id, sealedTarget }: StoredChannel,
): ChannelTarget | null {
  if (sealedTarget === null) return null;
  try {
    return alerts.open({ projectId: project.id, id }, sealedTarget);
  } catch {
    throw conflict(
      "The address of this channel was encrypted with another AUTH_SECRET. Remove the channel and add it again.",
    );
  }
}

export const shownTarget = (
  { kind }: Pick<StoredChannel, "kind">,
  target: ChannelTarget | null,
): string | null => (kind === "email" || !target ? null : targetText(kind, target.url));
