"use client";

import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { classNames } from "../class-names";
import { Button } from "../form/button";

const PLACEMENTS = {
  centre: "m-auto w-[min(28rem,calc(100vw-2rem))] rounded-base",
  /** A drawer at the right edge; on a phone it covers the screen. */
  right:
    "my-0 mr-0 ml-auto h-dvh max-h-none w-full max-w-none overflow-y-auto border-y-0 border-r-0 sm:w-[min(30rem,100vw)]",
} as const;

interface DialogProps {
  title: string;
  placement?: keyof typeof PLACEMENTS;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A modal dialog, which is open as long as it is rendered. It is a native dialog element: the browser
 * keeps the focus inside, makes the page under it inert, closes the dialog on Escape, and then returns
 * the focus to where it was.
 */
export function Dialog({ title, placement = "centre", onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // A layout effect closes the dialog before React removes it, because the browser returns the focus only
  // when a dialog is closed while it is on the page.
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
      className={classNames(
        "border border-line bg-surface text-left text-ink shadow-float",
        PLACEMENTS[placement],
      )}
    >
      <div className="relative p-5">
        <h2 id={titleId} className="mb-4 pr-8 font-semibold text-lg">
          {title}
        </h2>
        {children}
        {/* The close button is last, so that the first field gets the focus when the dialog opens. */}
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
