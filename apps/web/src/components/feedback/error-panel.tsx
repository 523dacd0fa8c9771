import { CircleAlert } from "lucide-react";
import { Button } from "../form/button";

interface ErrorPanelProps {
  /** A sentence that says what happened, such as `The daily spend could not be loaded.` */
  title: string;
  /** The id that identifies the failed request in the server's log. */
  requestId?: string | undefined;
  onRetry?: () => void;
  isRetrying?: boolean;
}

/** A panel's error: what happened, that no data is lost, and a button to try again. */
export function ErrorPanel({ title, requestId, onRetry, isRetrying = false }: ErrorPanelProps) {
  return (
    <div
      role="alert"
      className="flex min-h-[inherit] flex-col items-center justify-center gap-2 px-4 py-8 text-center"
    >
      <p className="flex items-center gap-2 font-medium">
        <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-danger" />
        {title}
      </p>
      <p className="max-w-prose text-muted text-sm">
        No data is lost: everything that was recorded is still there.
      </p>
      {requestId && (
        <p className="text-muted text-xs">
          Request <code className="wrap-anywhere">{requestId}</code>
        </p>
      )}
      {onRetry && (
        <Button onClick={onRetry} disabled={isRetrying} className="mt-1">
          {isRetrying ? "Trying again…" : "Try again"}
        </Button>
      )}
    </div>
  );
}
