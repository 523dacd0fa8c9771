import { useEffect, useRef } from "react";
import { Button } from "@/components/form/button";
import { Snippet } from "@/components/snippet/snippet";

interface CreatedKeyProps {
  name: string;
  text: string;
  /** Hides the key permanently. */
  onHide: () => void;
}

/** The text of a new key, with a button to copy it. The key is shown only once. */
export function CreatedKey({ name, text, onHide }: CreatedKeyProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The form that had the focus has been removed, so the focus moves to the key.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="flex flex-col gap-3">
      <h3 ref={heading} tabIndex={-1} className="wrap-anywhere font-medium outline-none">
        The key {name} was created. It is shown only once.
      </h3>
      <Snippet label="Key" text={text} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-muted text-sm">
          The lines below contain it. Anyone who has it can report usage for this product, but
          cannot read anything.
        </p>
        <Button onClick={onHide}>Hide the key</Button>
      </div>
    </div>
  );
}
