import { Button } from "@/components/form/button";

interface FailedPageProps {
  error: unknown;
  onRetry: () => void;
}

/** The id under which the server logged the error; undefined when the error has none. */
function referenceOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error ? String(error.digest) : undefined;
}

/** Says that something failed and that no data is lost, and offers to try again. */
export function FailedPage({ error, onRetry }: FailedPageProps) {
  const reference = referenceOf(error);
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 px-4 outline-none"
    >
      <h1 className="font-semibold text-2xl">This page could not be loaded</h1>
      <p className="text-muted">
        Something went wrong on our side. No data is lost: everything that was recorded is still
        there. Try again, and if it happens again, send us the reference.
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
