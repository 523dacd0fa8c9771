import { Button } from "@/components/form/button";

interface FailedPageProps {
  error: unknown;
  onRetry: () => void;
}

/** The name under which the server's log has the error. */
function referenceOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error ? String(error.digest) : undefined;
}

/** What happened, that nothing is lost, and how to go on. */
export function FailedPage({ error, onRetry }: FailedPageProps) {
  const reference = referenceOf(error);
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 px-4 outline-none"
    >
      <h1 className="font-semibold text-2xl">This page could not be made</h1>
      <p className="text-muted">
        Something went wrong on our side. Nothing is lost: what was recorded stays recorded. Try
        again, and if it happens again, tell us the reference.
      </p>
      {reference && (
        <p className="text-sm">
          Reference <code className="wrap-anywhere">{reference}</code>
        </p>
      )}
      <Button variant="primary" size="large" onClick={onRetry}>
        Try again
      </Button>
    </main>
  );
}
