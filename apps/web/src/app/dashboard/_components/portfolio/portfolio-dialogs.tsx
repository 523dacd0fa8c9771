"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { BackTestMonths } from "@/app/dashboard/_budgets/back-test-months";
import { BudgetForm, type LimitSettings } from "@/app/dashboard/_budgets/budget-form";
import type { PortfolioBudget } from "@/app/dashboard/_budgets/outputs";
import { ConfirmDialog } from "@/components/dialog/confirm-dialog";
import { Dialog } from "@/components/dialog/dialog";
import { trpc } from "@/trpc/client";
import { PortfolioHistory } from "./portfolio-history";

/** Which dialog is open. */
export type OpenDialog = "edit" | "remove" | "history";

interface PortfolioDialogsProps {
  open: OpenDialog;
  budget: PortfolioBudget | null;
  asOf: string;
  onClose: () => void;
}

/** The dialogs of the person's budget for all their products: edit, remove and history. */
export function PortfolioDialogs({ open, budget, asOf, onClose }: PortfolioDialogsProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.portfolioBudget.invalidate();
  const set = trpc.portfolioBudget.set.useMutation({ onSuccess });
  const remove = trpc.portfolioBudget.remove.useMutation({ onSuccess });
  if (open === "remove")
    return (
      <ConfirmDialog
        title="Remove your budget"
        action="Remove budget"
        pendingAction="Removing…"
        onConfirm={() => remove.mutateAsync()}
        onClose={onClose}
      >
        You get no further alerts about all your products together. The budgets of the products stay
        as they are.
      </ConfirmDialog>
    );
  if (open === "history")
    return (
      <Dialog title="Changes of your budget" placement="right" onClose={onClose}>
        <PortfolioHistory asOf={asOf} />
      </Dialog>
    );
  return (
    <Dialog title="Your budget for all products" onClose={onClose}>
      <BudgetForm
        stored={budget}
        onSave={(settings) => set.mutateAsync(settings)}
        onClose={onClose}
        preview={(settings) => <PortfolioBackTest settings={settings} />}
      />
    </Dialog>
  );
}

/** Which alerts the typed limit would have given; `settings` is null while the form has no valid limit. */
function PortfolioBackTest({ settings }: { settings: LimitSettings | null }) {
  const { data: months } = trpc.portfolioBudget.backTest.useQuery(settings ?? { limitDollars: 1 }, {
    enabled: settings !== null,
    placeholderData: keepPreviousData,
  });
  return <BackTestMonths months={months ?? null} limit={settings?.limitDollars ?? null} />;
}
