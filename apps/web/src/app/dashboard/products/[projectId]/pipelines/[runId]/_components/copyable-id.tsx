"use client";

import { Check, Copy } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/form/button";
import { useCopy } from "@/components/snippet/use-copy";

const LABELS = { copied: "Copied", selected: "Selected" } as const;

/** An id with a button that copies it. */
export function CopyableId({ id }: { id: string }) {
  const element = useRef<HTMLElement>(null);
  const { outcome, copy } = useCopy(element);
  const Icon = outcome === "copied" ? Check : Copy;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
      <code ref={element} className="wrap-anywhere font-mono text-xs">
        {id}
      </code>
      <Button variant="quiet" size="small" onClick={copy}>
        <Icon aria-hidden="true" className="size-3.5" />
        <span aria-live="polite">{outcome === null ? "Copy id" : LABELS[outcome]}</span>
      </Button>
    </p>
  );
}
