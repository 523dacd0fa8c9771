import { useEffect, useRef } from "react";
import { Button } from "@/components/form/button";
import { Snippet } from "@/components/snippet/snippet";

interface CreatedKeyProps {
  name: string;
  text: string;
  /** Takes it off the screen, for good. */
  onHide: () => void;
}

/** A key that was just made, for the only time that it is shown. */
export function CreatedKey({ name, text, onHide }: CreatedKeyProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone, and what follows is what its button was pressed for.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="flex flex-col gap-3">
      <h3 ref={heading} tabIndex={-1} className="wrap-anywhere font-medium outline-none">
        The key {name} is made. It is shown this once.
      </h3>
      <Snippet label="Key" text={text} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-muted text-sm">
          The lines below have it in them. Whoever has it can report usage of this product, and read
          nothing.
        </p>
        <Button onClick={onHide}>Hide the key</Button>
      </div>
    </div>
  );
}
