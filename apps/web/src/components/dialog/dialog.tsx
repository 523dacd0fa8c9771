"use client";

import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { Button } from "../form/button";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A modal dialog, open as long as it is rendered. The browser's own dialog keeps the focus inside,
 * makes the rest inert, closes on Escape and returns the focus.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // A layout effect closes it before it is removed: only a dialog that is in the page returns the focus.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside the dialog is a shortcut; Escape and the close button do the same by keyboard.
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-base border border-line bg-surface text-left text-ink shadow-float"
    >
      <div className="relative p-5">
        <h2 id={titleId} className="mb-4 pr-8 font-semibold text-lg">
          {title}
        </h2>
        {children}
        {/* Last, so that the first field gets the focus. */}
        <Button
          variant="quiet"
          size="icon"
          aria-label="Close"
          onClick={onClose}
          className="absolute top-4 right-4"
        >
          <X aria-hidden="true" className="size-4" />
        </Button>
      </div>
    </dialog>
  );
}
