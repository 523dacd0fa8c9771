"use client";

import { useRouter } from "next/navigation";
import { ErrorPanel } from "@/components/feedback/error-panel";
import { QueryResult } from "@/components/feedback/query-result";
import { Skeleton } from "@/components/feedback/skeleton";
import { Card } from "@/components/layout/card";
import { trpc } from "@/trpc/client";
import { requestIdOf } from "@/trpc/request-id";
import { NewProduct } from "./_components/new-product";
import { PortfolioCard } from "./_components/portfolio/portfolio-card";
import { ProductsView } from "./_components/products-view";
import { productPath } from "./_shell/navigation";

/** Queries the current month's spend of all of a person's products, and their budget for them. */
export function Products({ page, asOf }: { page: number; asOf: string }) {
  const router = useRouter();
  const summary = trpc.aiCost.getCrossProjectSummary.useQuery({ page });
  const budget = trpc.portfolioBudget.get.useQuery();
  const changes = trpc.portfolioBudget.history.useQuery();
  const create = trpc.projects.create.useMutation();

  async function createProduct(name: string) {
    const { projectId } = await create.mutateAsync({ name });
    router.push(productPath(projectId));
  }

  const newProduct = <NewProduct onCreate={createProduct} />;
  if (summary.data)
    return (
      <ProductsView
        summary={summary.data}
        page={page}
        budget={
          <QueryResult query={budget} subject="budget for all products" height="min-h-20">
            {(portfolio) => (
              <PortfolioCard
                budget={portfolio}
                hasHistory={(changes.data?.length ?? 0) > 0}
                asOf={asOf}
              />
            )}
          </QueryResult>
        }
        newProduct={newProduct}
      />
    );
  if (!summary.error) return <Skeleton label="Loading your products" />;
  return (
    <Card>
      <ErrorPanel
        title="Your products could not be loaded."
        requestId={requestIdOf(summary.error)}
        onRetry={() => summary.refetch()}
        isRetrying={summary.isFetching}
      />
    </Card>
  );
}
