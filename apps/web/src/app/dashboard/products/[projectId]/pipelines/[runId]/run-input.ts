/** The input of one page of a run's rows: the first one without `after`. */
export const runPage = (projectId: string, runId: string, after: string | null) => ({
  projectId,
  runId,
  ...(after !== null && { after }),
});
