"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { trpc } from "@/trpc/client";
import { RunBreakdown } from "./_components/run-breakdown";
import { RunChargeTable } from "./_components/run-charge-table";
import { RunHeader } from "./_components/run-header";
import { RunJobTable } from "./_components/run-job-table";
import { RunPanel } from "./_components/run-panel";
import { RunTotals } from "./_components/run-totals";
import { runPage } from "./run-input";
import { runSearchParams } from "./search-params";

interface PipelineRunProps {
  projectId: string;
  runId: string;
  /** The server's time when it rendered the page. Times of the same year are shown without the year. */
  asOf: string;
}

/** Queries a run, one page of its jobs and one page of its charges. */
export function PipelineRun({ projectId, runId, asOf }: PipelineRunProps) {
  const [{ jobsAfter, chargesAfter }, setPages] = useQueryStates(runSearchParams);
  const run = trpc.pipelineRuns.get.useQuery({ projectId, runId });
  const jobs = trpc.pipelineRuns.listJobs.useQuery(runPage(projectId, runId, jobsAfter), {
    placeholderData: keepPreviousData,
  });
  const charges = trpc.pipelineRuns.listCharges.useQuery(runPage(projectId, runId, chargesAfter), {
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-6">
      <RunHeader projectId={projectId} runId={runId} run={run.data} asOf={asOf} />
      {run.data && (
        <>
          <RunTotals run={run.data} />
          <RunBreakdown run={run.data} />
        </>
      )}
      <RunPanel
        title="Jobs"
        total={run.data?.jobCount}
        query={jobs}
        isFirstPage={jobsAfter === null}
        lastId={jobs.data?.at(-1)?.jobId}
        onPage={(after) => setPages({ jobsAfter: after })}
        firstPageLabel="From the first job"
        nextPageLabel="Later jobs"
      >
        {(rows) => <RunJobTable jobs={rows} asOf={asOf} />}
      </RunPanel>
      <RunPanel
        title="Charges"
        total={run.data?.chargeCount}
        query={charges}
        isFirstPage={chargesAfter === null}
        lastId={charges.data?.at(-1)?.id}
        onPage={(after) => setPages({ chargesAfter: after })}
        firstPageLabel="From the newest charge"
        nextPageLabel="Older charges"
      >
        {(rows) => <RunChargeTable charges={rows} asOf={asOf} />}
      </RunPanel>
    </div>
  );
}
