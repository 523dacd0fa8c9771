"use client";

import { canSetBudget, type Role } from "@ai-cost/domain";
import { useState } from "react";
import { Button } from "@/components/form/button";
import { onDemand } from "@/components/on-demand";

/**
 * The budget dialog's code, which is loaded on hover or focus of its button, since most visitors never
 * open it.
 */
const BudgetDialog = onDemand(() =>
  import("./budget-dialog").then((module) => module.BudgetDialog),
);

interface BudgetControlProps {
  projectId: string;
  /** The role of the signed-in person in this product. */
  role: Role;
  /** The monthly limit in dollars; null while no limit is set. */
  limit: number | null;
}

/**
 * A button with which owners and admins open the budget dialog. Members see a note that only owners
 * and admins can change the limit.
 */
export function BudgetControl({ projectId, role, limit }: BudgetControlProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (!canSetBudget(role))
    return <span className="text-muted text-sm">Owners and admins set the budget</span>;
  return (
    <>
      <Button
        onClick={() => setIsOpen(true)}
        onPointerEnter={BudgetDialog.preload}
        onFocus={BudgetDialog.preload}
      >
        {limit === null ? "Set budget" : "Edit budget"}
      </Button>
      {isOpen && (
        <BudgetDialog projectId={projectId} limit={limit} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
}
