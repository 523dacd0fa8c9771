"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { formText } from "@/lib/form-text";
import { useAttempt } from "@/trpc/use-attempt";

interface NameFormProps {
  name: string;
  /** The promise rejects when the server refuses the name. */
  onRename: (name: string) => Promise<unknown>;
}

/** A form that changes the name by which other people see the person. */
export function NameForm({ name, onRename }: NameFormProps) {
  const [isSaved, setIsSaved] = useState(false);
  const { isPending, problem, attempt } = useAttempt();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const chosen = formText(new FormData(event.currentTarget), "name");
    setIsSaved(false);
    setIsSaved(await attempt(() => onRename(chosen)));
  }

  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-3 p-4">
      <Field
        label="Your name"
        name="name"
        autoComplete="name"
        maxLength={200}
        defaultValue={name}
        hint="Shown to the members of your products."
        error={problem ?? undefined}
        className="min-w-56 flex-1"
        required
      />
      <Button type="submit" size="large" className="sm:mt-6" disabled={isPending}>
        {isPending ? "Saving…" : "Save name"}
      </Button>
      <p role="status" className="basis-full text-sm empty:hidden">
        {isSaved ? "Your name is saved." : ""}
      </p>
    </form>
  );
}
