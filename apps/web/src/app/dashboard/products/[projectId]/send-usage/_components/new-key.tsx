import { type FormEvent, useRef } from "react";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { formText } from "@/lib/form-text";
import { useAttempt } from "@/trpc/use-attempt";

interface NewKeyProps {
  /** Creates the key and shows it. The promise rejects when the server refuses it. */
  onCreate: (name: string) => Promise<unknown>;
}

/** A form that asks for the name of a key and creates the key. */
export function NewKey({ onCreate }: NewKeyProps) {
  const form = useRef<HTMLFormElement>(null);
  const { isPending, problem, attempt } = useAttempt();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = formText(new FormData(event.currentTarget), "name");
    if (await attempt(() => onCreate(name))) form.current?.reset();
  }

  return (
    <form ref={form} onSubmit={submit} className="flex flex-wrap items-start gap-3">
      <Field
        label="Name of the key"
        name="name"
        maxLength={100}
        autoComplete="off"
        hint="Where it will be used, such as laptop or build server."
        error={problem ?? undefined}
        className="min-w-56 max-w-md flex-1"
        required
      />
      <Button type="submit" variant="primary" size="large" className="sm:mt-6" disabled={isPending}>
        {isPending ? "Creating…" : "Create key"}
      </Button>
    </form>
  );
}
