import type { RouterOutputs } from "@ai-cost/api";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { Card, CardHeader } from "@/components/layout/card";
import { formatMonth } from "@/lib/format-time";
import { OwnProductTable } from "./own-product-table";
import { ProductPages } from "./product-pages";
import { ProductTotals } from "./product-totals";
import { SharedProductTable } from "./shared-product-table";

interface ProductsViewProps {
  summary: RouterOutputs["aiCost"]["getCrossProjectSummary"];
  /** The number of the page of both lists, from 1. */
  page: number;
  /** The person's budget for all products that they own. */
  budget: ReactNode;
  /** The control that creates a product. */
  newProduct: ReactNode;
}

/**
 * The spend of the current month for every product that a person may open: first their own products
 * with a total, then the shared products.
 */
export function ProductsView({ summary, page, budget, newProduct }: ProductsViewProps) {
  const { projects, sharedProjects, projectCount, sharedProjectCount } = summary;
  const isEmpty = projectCount + sharedProjectCount === 0;
  return (
    <div className="flex flex-col gap-6">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="font-semibold text-2xl">Products</h1>
          <p className="text-muted">{formatMonth(summary.month)} so far · UTC</p>
        </div>
        {!isEmpty && newProduct}
      </header>
      {projectCount > 0 && <ProductTotals summary={summary} />}
      {projectCount > 0 && budget}
      {projects.length > 0 && (
        <Card aria-labelledby="own" className="overflow-hidden">
          <CardHeader titleId="own" title="Your products" />
          <OwnProductTable summary={summary} />
        </Card>
      )}
      {sharedProjects.length > 0 && (
        <Card aria-labelledby="shared" className="overflow-hidden">
          <CardHeader titleId="shared" title="Shared with you">
            <p className="mr-auto text-muted text-sm">Not part of the totals</p>
          </CardHeader>
          <SharedProductTable summary={summary} />
        </Card>
      )}
      <ProductPages page={page} count={Math.max(projectCount, sharedProjectCount)} />
      {isEmpty && (
        <Card>
          <EmptyState title="The spend of each product will appear here">
            <p className="mb-4">
              Create your first product, then send the usage of its agents. Products that someone
              shares with you appear here too.
            </p>
            {newProduct}
          </EmptyState>
        </Card>
      )}
    </div>
  );
}
