/** The address of the page that shows a project's spend in the month of `at`. */
export function projectUrl(
  { PUBLIC_URL, PORT }: NodeJS.ProcessEnv,
  projectId: string,
  at: Date,
): string {
  const origin = new URL(PUBLIC_URL || `http://localhost:${PORT || 3000}`).origin;
  const month = at.toISOString().slice(0, 7);
  return `${origin}/dashboard/products/${projectId}/ai-cost?month=${month}`;
}
