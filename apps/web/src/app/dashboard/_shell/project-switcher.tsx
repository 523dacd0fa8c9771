"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { useId, useRef } from "react";
import { CostLink } from "./cost-link";

export interface Project {
  projectId: string;
  name: string;
}

interface ProjectSwitcherProps {
  current: Project;
  projects: readonly Project[];
}

/** The name of the current product, with a menu of the person's other products. */
export function ProjectSwitcher({ current, projects }: ProjectSwitcherProps) {
  const listId = useId();
  const anchor = `--${listId}`;
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        type="button"
        popoverTarget={listId}
        title={current.name}
        style={{ anchorName: anchor }}
        className="flex h-10 items-center justify-between gap-2 rounded-base border bg-surface px-3 text-left font-medium hover:bg-sunken"
      >
        <span className="sr-only">Switch product. Now:</span>
        <span className="truncate">{current.name}</span>
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
      </button>
      <div
        id={listId}
        ref={list}
        popover="auto"
        style={{ positionAnchor: anchor }}
        className="fixed inset-auto top-14 left-3 m-0 supports-[top:anchor(bottom)]:top-[calc(anchor(bottom)+0.25rem)] max-h-[70dvh] w-72 max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-base border bg-surface p-1 text-ink shadow-float"
      >
        <ul aria-label="Products">
          {projects.map(({ projectId, name }) => (
            <li key={projectId}>
              <CostLink
                projectId={projectId}
                onClick={() => list.current?.hidePopover()}
                aria-current={projectId === current.projectId ? "true" : undefined}
                className="flex min-h-8 items-center justify-between gap-2 rounded-base px-2 py-1 text-sm hover:bg-sunken"
              >
                <span className="truncate">{name}</span>
                {projectId === current.projectId && (
                  <Check aria-hidden="true" className="size-4 shrink-0 text-accent" />
                )}
              </CostLink>
            </li>
          ))}
        </ul>
        <Link
          href="/dashboard"
          className="mt-1 block border-t px-2 pt-2 pb-1 text-muted text-sm hover:text-ink"
        >
          All products
        </Link>
      </div>
    </>
  );
}
