import type { Database } from "@ai-cost/db";
import { dayOf, monthOf } from "@ai-cost/domain";
import { type Mailer, type PortfolioAlert, portfolioAlertMail } from "@ai-cost/notifications";
import { byKind, lastThresholdDay, reachedAlerts, undecidedOf } from "../alerts/reached-alerts";
import { insertPortfolioClaims, selectPortfolioAlerts } from "./alert-queries";
import { evaluatePortfolio, idsOf, openPortfolio, type Portfolio } from "./open-portfolio";
import { selectMostExpensive, selectPortfolioBudgets } from "./queries";

type PersonalBudget = Awaited<ReturnType<typeof selectPortfolioBudgets>>[number];

interface PortfolioAlertContext {
  clock: () => Date;
  /** Sends e-mail, the only way in which these alerts go out. */
  mail: Mailer;
  /** The URL at which people open the app, without a slash at the end. */
  publicUrl: string;
  /** Ends the work after the person who is looked at. */
  signal: AbortSignal;
  /** Gets the reason why a person's budget could not be looked at. The others are looked at. */
  report: (cause: unknown) => void;
}

/**
 * Decides about the alerts of all people who have a budget for all their projects, and adds the mail of new
 * ones to the outbox. The claim and the mail are one transaction, and each alert is claimed once, however many
 * processes decide at the same time.
 */
export async function decidePortfolioAlerts(
  db: Database,
  context: PortfolioAlertContext,
): Promise<void> {
  for (const budget of await selectPortfolioBudgets(db)) {
    if (context.signal.aborted) return;
    await decideForPerson(db, budget, context).catch(context.report);
  }
}

async function decideForPerson(
  db: Database,
  budget: PersonalBudget,
  { clock, mail, publicUrl }: PortfolioAlertContext,
): Promise<void> {
  const { userId, limitMicroUsd } = budget;
  const now = clock();
  const portfolio = await openPortfolio(db, userId);
  const evaluated = await evaluatePortfolio(portfolio, now, limitMicroUsd);
  const { spentMicroUsd, unpricedCharges, forecast } = evaluated;
  const all = reachedAlerts({ ...budget, spentMicroUsd, forecast });
  if (all.length === 0) return;
  const month = monthOf(now);
  const decided = await selectPortfolioAlerts(db, userId, month);
  const open = byKind(undecidedOf(all, decided));
  if (open.length === 0) return;
  const since = lastThresholdDay(decided);
  const days = { from: since ?? `${month}-01`, to: dayOf(now) };
  const facts = {
    ...{ recipient: budget.email, url: `${publicUrl}/dashboard`, at: now },
    ...{ limitMicroUsd, spentMicroUsd, forecast, lastThresholdDay: since },
    unpricedCharges: Number(unpricedCharges),
    contributors: await contributorsOf(portfolio, days),
  };
  for (const reached of open) {
    const claim = { userId, month, reached, limitMicroUsd, spentMicroUsd, at: now };
    const isClaimed = await db.transaction(async (tx) => {
      const [sent] = reached.slice(-1);
      if (!sent || !(await insertPortfolioClaims(tx, claim))) return false;
      await mail.enqueue(tx, portfolioAlertMail({ ...facts, ...sent }));
      return true;
    });
    if (isClaimed) mail.wake();
  }
}

/** The projects that spent most on the days, by name. */
async function contributorsOf(
  portfolio: Portfolio,
  days: { from: string; to: string },
): Promise<PortfolioAlert["contributors"]> {
  const names = new Map(portfolio.projects.map(({ id, name }) => [id, name]));
  const rows = await portfolio.tenant.read((tx) => selectMostExpensive(tx, idsOf(portfolio), days));
  return rows.map(({ projectId, costMicroUsd }) => ({
    name: names.get(projectId) ?? "",
    costMicroUsd,
  }));
}
