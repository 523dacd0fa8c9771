import type { RouterOutputs } from "@ai-cost/api";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { Card, CardHeader } from "@/components/layout/card";
import { formatMonth } from "@/lib/format-time";
import { OwnProductTable } from "./own-product-table";
import { ProductTotals } from "./product-totals";
import { SharedProductTable } from "./shared-product-table";

interface ProductsViewProps {
  summary: RouterOutputs["aiCost"]["getCrossProjectSummary"];
  /** The control that makes one more. */
  newProduct: ReactNode;
}

/** The month of every product that a person may open: the own ones with their total, then the shared. */
export function ProductsView({ summary, newProduct }: ProductsViewProps) {
  const { projects, sharedProjects } = summary;
  const isEmpty = projects.length + sharedProjects.length === 0;
  return (
    <div className="flex flex-col gap-6">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="font-semibold text-2xl">Products</h1>
          <p className="text-muted">{formatMonth(summary.month)} so far, in UTC</p>
        </div>
        {!isEmpty && newProduct}
      </header>
      {projects.length > 0 && <ProductTotals summary={summary} />}
      {projects.length > 0 && (
        <Card aria-labelledby="own" className="overflow-hidden">
          <CardHeader titleId="own" title="Your products" />
          <OwnProductTable products={projects} />
        </Card>
      )}
      {sharedProjects.length > 0 && (
        <Card aria-labelledby="shared" className="overflow-hidden">
          <CardHeader titleId="shared" title="Shared with you" />
          <SharedProductTable products={sharedProjects} />
        </Card>
      )}
      {isEmpty && (
        <Card>
          <EmptyState title="What each product spends will stand here">
            <p className="mb-4">
              Create your first product, then send its agents’ usage. A product that someone shares
              with you appears here too.
            </p>
            {newProduct}
          </EmptyState>
        </Card>
      )}
    </div>
  );
}
