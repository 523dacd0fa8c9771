"use client";

import { canSetBudget, type Role } from "@ai-cost/domain";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/form/button";

const loadDialog = () => import("./budget-dialog").then((room) => room.BudgetDialog);

/** Most visits only look, so it is loaded once somebody reaches for its button. */
const BudgetDialog = dynamic(loadDialog);

/** Ahead of the click; where that fails, it is tried again when the dialog opens. */
const preloadDialog = () => void loadDialog().catch(() => undefined);

interface BudgetControlProps {
  projectId: string;
  /** The reader's. */
  role: Role;
  /** Dollars; null while no limit is set. */
  limit: number | null;
}

/** For owners and admins the way to the limit; for members who has it. */
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
