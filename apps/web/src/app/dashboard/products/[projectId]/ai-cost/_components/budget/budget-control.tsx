"use client";

import { canSetBudget, type Role } from "@ai-cost/domain";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/form/button";

const loadDialog = () => import("./budget-dialog").then((module) => module.BudgetDialog);

/** Loaded on hover or focus of its button, since most visits do not need it. */
const BudgetDialog = dynamic(loadDialog);

/** Loads the dialog before the click. When that fails, opening the dialog tries again. */
const preloadDialog = () => void loadDialog().catch(() => undefined);

interface BudgetControlProps {
  projectId: string;
  /** The reader's role. */
  role: Role;
  /** Dollars; null while no limit is set. */
  limit: number | null;
}

/** A button for owners and admins that opens the limit. Members read who may change it. */
export function BudgetControl({ projectId, role, limit }: BudgetControlProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (!canSetBudget(role))
    return <span className="text-muted text-sm">Owners and admins set the budget</span>;
  return (
    <>
      <Button
        onClick={() => setIsOpen(true)}
        onPointerEnter={preloadDialog}
        onFocus={preloadDialog}
      >
        {limit === null ? "Set budget" : "Edit budget"}
      </Button>
      {isOpen && (
        <BudgetDialog projectId={projectId} limit={limit} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
}
