"use client";

import { Check, Copy } from "lucide-react";
import { useRef } from "react";
import { Button } from "../form/button";
import { useCopy } from "./use-copy";

const OUTCOME_TEXTS = { copied: "Copied", selected: "Selected; copy it now" } as const;

interface SnippetProps {
  /** The label of the text: where to paste it, or what it is. */
  label: string;
  text: string;
}

/** A text with a button that copies it exactly. */
export function Snippet({ label, text }: SnippetProps) {
  const code = useRef<HTMLElement>(null);
  const { outcome, copy } = useCopy(code);
  const Icon = outcome === "copied" ? Check : Copy;
  return (
    <figure className="overflow-hidden rounded-base border bg-sunken">
      <figcaption className="flex items-center justify-between gap-3 border-line border-b py-1 pr-1 pl-3 text-muted text-xs">
        <span className="wrap-anywhere min-w-0">{label}</span>
        <Button variant="quiet" size="small" aria-label={`Copy: ${label}`} onClick={copy}>
          <Icon aria-hidden="true" className="size-3.5" />
          <span aria-hidden="true">{outcome ? OUTCOME_TEXTS[outcome] : "Copy"}</span>
        </Button>
      </figcaption>
      {/* A long line scrolls instead of wrapping, because a wrapped line would look like two lines. */}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
        tabIndex={0}
        className="overflow-x-auto px-3 py-2 font-mono text-ink text-xs -outline-offset-2"
      >
        <code ref={code}>{text}</code>
      </pre>
      <p role="status" className="sr-only">
        {outcome && OUTCOME_TEXTS[outcome]}
      </p>
    </figure>
  );
}
