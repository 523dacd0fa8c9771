import { CircleAlert } from "lucide-react";

/** A note that says why a form could not be saved. */
export function ProblemNote({ problem }: { problem: string }) {
  return (
    <p
      role="alert"
      className="flex gap-2 rounded-base bg-danger-soft px-3 py-2 text-danger text-sm"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {problem}
    </p>
  );
}
