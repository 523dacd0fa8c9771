import { keepPreviousData } from "@tanstack/react-query";
import { BackTestMonths } from "@/app/dashboard/_budgets/back-test-months";
import type { LimitSettings } from "@/app/dashboard/_budgets/budget-form";
import type { Scope } from "@/app/dashboard/_budgets/outputs";
import { trpc } from "@/trpc/client";

interface BackTestProps {
  projectId: string;
  /** Null while the form does not say what the budget limits. */
  scope: Scope | null;
  /** Null while the form has no valid limit. */
  settings: LimitSettings | null;
}

/** Queries which alerts the typed limit would have given in the last six months. */
export function BackTest({ projectId, scope, settings }: BackTestProps) {
  const isComplete = scope !== null && settings !== null;
  const { data: months } = trpc.budgets.backTest.useQuery(
    {
      projectId,
      scope: scope ?? { kind: "project" },
      ...(settings ?? { limitDollars: 1 }),
    },
    { enabled: isComplete, placeholderData: keepPreviousData },
  );
  return (
    <BackTestMonths months={months ?? null} limit={isComplete ? settings.limitDollars : null} />
  );
}
