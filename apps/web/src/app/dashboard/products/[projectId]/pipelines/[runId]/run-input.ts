/** The input of one page of a run's rows. The first page has no `after`. */
export const runPage = (projectId: string, runId: string, after: string | null) => ({
  projectId,
  runId,
  ...(after !== null && { after }),
});
