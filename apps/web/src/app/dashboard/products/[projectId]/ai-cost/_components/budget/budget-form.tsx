import { type SubmitEvent, useState } from "react";
import { typedLimit } from "@/app/dashboard/_budgets/typed-limit";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { ProblemNote } from "@/components/form/problem-note";
import { formatDollars } from "@/lib/format";

interface BudgetFormProps {
  /** The monthly limit in dollars; null while no limit is set. */
  limit: number | null;
  /** Whether the mutation that saves the limit is in progress. */
  isSaving: boolean;
  /** Why the last mutation failed; null when it did not. */
  failure: string | null;
  onSave: (limitDollars: number) => void;
  /** Asks whether the limit should be removed. */
  onRemove: () => void;
}

export function BudgetForm({ limit, isSaving, failure, onSave, onRemove }: BudgetFormProps) {
  const [text, setText] = useState(limit === null ? "" : String(limit));
  const [isSubmitted, setIsSubmitted] = useState(false);
  const typed = typedLimit(text, limit !== null);
  const problem = "problem" in typed && (text !== "" || isSubmitted) ? typed.problem : undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsSubmitted(true);
    if ("limitDollars" in typed) onSave(typed.limitDollars);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field
        label="Monthly limit in US dollars"
        prefix="$"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={problem}
        hint={
          "limitDollars" in typed
            ? `${formatDollars(typed.limitDollars)} a month`
            : "From $0.01 to $1,000,000.00"
        }
      />
      <p className="text-muted text-sm">
        It applies to the whole current month at once. A budget warns at 80&nbsp;% and 100&nbsp;%.
        It does not stop agents.
      </p>
      {failure && <ProblemNote problem={failure} />}
      <div className="flex flex-row-reverse flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" disabled={isSaving}>
          {isSaving ? "Saving…" : "Save limit"}
        </Button>
        {limit !== null && (
          <Button variant="danger" disabled={isSaving} onClick={onRemove} className="mr-auto">
            Remove limit
          </Button>
        )}
      </div>
    </form>
  );
}
