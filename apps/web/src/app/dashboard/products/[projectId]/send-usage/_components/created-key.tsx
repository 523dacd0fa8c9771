import { useEffect, useRef } from "react";
import { Button } from "@/components/form/button";
import { Snippet } from "@/components/snippet/snippet";

interface CreatedKeyProps {
  name: string;
  text: string;
  /** Removes the key from the screen for good. */
  onHide: () => void;
}

/** A key that was just created. It is never shown again. */
export function CreatedKey({ name, text, onHide }: CreatedKeyProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone. The focus continues with the key.
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
