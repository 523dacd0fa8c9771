"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Dialog } from "@/components/dialog/dialog";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { formText } from "@/lib/form-text";
import { useAttempt } from "@/trpc/use-attempt";

interface NewProductProps {
  /** Creates the product and opens its page. The promise rejects when the server refuses the name. */
  onCreate: (name: string) => Promise<void>;
}

/** A button that asks for a name and creates a product. */
export function NewProduct({ onCreate }: NewProductProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { isPending, problem, attempt } = useAttempt();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = formText(new FormData(event.currentTarget), "name");
    void attempt(() => onCreate(name));
  }

  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Plus aria-hidden="true" className="size-4" />
        New product
      </Button>
      {isOpen && (
        <Dialog title="New product" onClose={() => setIsOpen(false)}>
          <form onSubmit={submit} className="flex flex-col gap-3">
            <Field
              label="Name"
              name="name"
              maxLength={200}
              autoComplete="off"
              hint="You will be its owner and can add others."
              error={problem ?? undefined}
              required
            />
            <div className="flex justify-end gap-2">
              <Button onClick={() => setIsOpen(false)}>Cancel</Button>
              <Button type="submit" variant="primary" disabled={isPending}>
                {isPending ? "Creating…" : "Create product"}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
