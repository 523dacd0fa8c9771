/** The input that requests one page of a run's jobs or charges. The first page has no `after`. */
export const runPage = (projectId: string, runId: string, after: string | null) => ({
  projectId,
  runId,
  ...(after !== null && { after }),
});
