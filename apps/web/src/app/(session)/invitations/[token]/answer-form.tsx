"use client";

import { useActionState } from "react";
import { Button } from "@/components/form/button";
import { ProblemNote } from "@/components/form/problem-note";
import type { AnswerState } from "./answer";

interface AnswerFormProps {
  /** The server action that receives the form. The form also works without JavaScript. */
  answer: (state: AnswerState, form: FormData) => Promise<AnswerState>;
  token: string;
  /** Whether the invited person is signed in and can accept. Everybody with the link can decline. */
  mayAccept: boolean;
}

/** The buttons that accept or decline an invitation. Opening the page does neither. */
export function AnswerForm({ answer, token, mayAccept }: AnswerFormProps) {
  const [{ problem }, action, isPending] = useActionState(answer, { problem: null });
  return (
    <form action={action} className="flex flex-wrap gap-2">
      {problem && <ProblemNote problem={problem} />}
      <input type="hidden" name="token" value={token} />
      {mayAccept && (
        <Button
          type="submit"
          name="answer"
          value="accept"
          variant="primary"
          size="large"
          disabled={isPending}
        >
          Accept
        </Button>
      )}
      <Button
        type="submit"
        name="answer"
        value="decline"
        variant={mayAccept ? "secondary" : "quiet"}
        size="large"
        disabled={isPending}
      >
        Decline
      </Button>
    </form>
  );
}
