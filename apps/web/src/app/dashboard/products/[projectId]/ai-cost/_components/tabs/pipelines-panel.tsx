import { classNames } from "@/components/class-names";
import { EmptyState } from "@/components/feedback/empty-state";
import { Notice } from "@/components/feedback/notice";
import { QueryResult, type QueryState } from "@/components/feedback/query-result";
import { formatMonth } from "@/lib/format-time";
import type { Summary } from "../../outputs";
import { hasFilter, type View } from "../../view";
import { EmptyMonth } from "./empty-month";
import { ExportLink } from "./export-link";
import { TopPipelines } from "./top-pipelines";

interface PipelinesPanelProps {
  projectId: string;
  view: View;
  /** The query of the month's summary, of which the panel shows a part. */
  summary: QueryState<Summary> & { isPlaceholderData: boolean };
}

/** The most expensive pipeline runs of the month on screen. */
export function PipelinesPanel({ projectId, view, summary }: PipelinesPanelProps) {
  return (
    <QueryResult query={summary} subject="summary of the month" height="min-h-96">
      {(data) => (
        <div
          className={classNames(summary.isPlaceholderData && "opacity-50")}
          aria-busy={summary.isPlaceholderData}
        >
          <Pipelines projectId={projectId} view={view} summary={data} />
        </div>
      )}
    </QueryResult>
  );
}

interface PipelinesProps {
  projectId: string;
  view: View;
  summary: Summary;
}

function Pipelines({ projectId, view, summary }: PipelinesProps) {
  const { topRuns, month, asOf, totalJobs } = summary;
  if (topRuns.length === 0 && totalJobs === 0)
    return <EmptyMonth month={month} isFiltered={false} />;
  if (topRuns.length === 0)
    return <EmptyState title={`No pipeline run of ${formatMonth(month)} has a known cost yet.`} />;
  return (
    <>
      {hasFilter(view) && (
        <div className="px-3 pt-3">
          <Notice>These are the runs of the whole product, whatever the filters are.</Notice>
        </div>
      )}
      <TopPipelines runs={topRuns} projectId={projectId} asOf={asOf} />
      <ExportLink projectId={projectId} view={view} table="pipelines" />
    </>
  );
}
