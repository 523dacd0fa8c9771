import type { RouterOutputs } from "@ai-cost/api";
import Link from "next/link";
import { productPath } from "@/app/dashboard/_shell/navigation";
import { Notice } from "@/components/feedback/notice";
import { formatCount } from "@/lib/format";

type Source = RouterOutputs["usageSources"]["listNotices"][number];

interface UncountedUsageNoticeProps {
  /** At least one source, the most recently seen first. */
  notices: readonly Source[];
  projectId: string;
}

const SHOWN = 3;

/** Names the sources that send agent spans without model-call spans, and says which setting to turn on. */
export function UncountedUsageNotice({ notices, projectId }: UncountedUsageNoticeProps) {
  return (
    <Notice tone="warning">
      <p>
        Usage of {namesOf(notices)} is not counted: it arrives only on agent spans, which repeat the
        usage of their model calls, and the spans of those calls are not sent. Turn on the
        instrumentation of the model client as well.{" "}
        <Link
          href={`${productPath(projectId, "send-usage")}?source=openai-agents`}
          className="whitespace-nowrap text-accent underline underline-offset-2"
        >
          See how
        </Link>
      </p>
    </Notice>
  );
}

/** The names of the sources as text, such as `billing (Triage Agent), search and 2 others`. */
function namesOf(notices: readonly Source[]): string {
  const names = notices.slice(0, SHOWN).map(nameOf);
  const others = notices.length - SHOWN;
  if (others > 0) names.push(formatCount(others, "other"));
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
}

function nameOf({ serviceName, agentName }: Source): string {
  if (serviceName === null) return agentName ?? "a service without a name";
  return agentName === null ? serviceName : `${serviceName} (${agentName})`;
}
