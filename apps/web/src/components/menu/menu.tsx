"use client";

import { type ReactNode, useId, useState } from "react";
import { classNames } from "../class-names";

interface MenuProps {
  /** The content of the button that opens the menu. */
  button: ReactNode;
  /** The name of the button, when its content does not say what it opens. */
  label?: string | undefined;
  buttonClassName: string;
  className?: string;
  /** The content, which is rendered while the menu is open; `close` closes it. */
  children: (close: () => void) => ReactNode;
}

/**
 * A button with a menu under it. The menu is a native popover: the browser closes it on Escape and on a
 * click elsewhere, and returns the focus to the button.
 */
export function Menu({ button, label, buttonClassName, className, children }: MenuProps) {
  const id = useId();
  const anchor = `--${id}`;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        aria-expanded={isOpen}
        style={{ anchorName: anchor }}
        className={buttonClassName}
      >
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        onToggle={(event) => setIsOpen(event.newState === "open")}
        style={{ positionAnchor: anchor }}
        className={classNames(
          "menu-under-button max-h-[min(28rem,70dvh)] w-72 max-w-[calc(100vw-2rem)] overflow-y-auto rounded-base border bg-surface p-1 text-base text-ink shadow-float",
          className,
        )}
      >
        {isOpen && children(() => document.getElementById(id)?.hidePopover())}
      </div>
    </>
  );
}
