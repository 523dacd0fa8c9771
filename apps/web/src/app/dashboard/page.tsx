import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { requirePerson } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { parseAsPage } from "./_components/product-pages";
import { AppFrame } from "./_shell/app-frame";
import { Products } from "./products";

const loadProductsPage = createLoader({ page: parseAsPage });

export const metadata: Metadata = { title: "Products" };

interface DashboardPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function DashboardPage({ searchParams }: DashboardPageProps) {
  const person = await requirePerson();
  const { page } = await loadProductsPage(searchParams);
  const [{ now }] = await Promise.all([
    pageContext(),
    trpc.aiCost.getCrossProjectSummary.prefetch({ page }),
    trpc.portfolioBudget.get.prefetch(),
    trpc.portfolioBudget.history.prefetch(),
  ]);
  return (
    <AppFrame person={person}>
      <HydrateClient>
        <Products page={page} asOf={now.toISOString()} />
      </HydrateClient>
    </AppFrame>
  );
}
