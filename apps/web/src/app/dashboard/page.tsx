import type { Metadata } from "next";
import { requirePerson } from "@/server/page-access";
import { HydrateClient, trpc } from "@/trpc/server";
import { AppFrame } from "./_shell/app-frame";
import { Breadcrumb } from "./_shell/breadcrumb";
import { Products } from "./products";

export const metadata: Metadata = { title: "Products" };

export default async function DashboardPage() {
  const person = await requirePerson();
  await trpc.aiCost.getCrossProjectSummary.prefetch();
  return (
    <AppFrame person={person} breadcrumb={<Breadcrumb crumbs={[{ label: "Products" }]} />}>
      <HydrateClient>
        <Products />
      </HydrateClient>
    </AppFrame>
  );
}
