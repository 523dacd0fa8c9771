import { headers } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/react";
import type { ReactNode } from "react";
import { environment } from "@/env";
import { requirePerson } from "@/server/page-access";
import { REQUEST_PATH } from "@/server/request-headers";
import { TrpcProvider } from "@/trpc/provider";

/**
 * The layout of all pages for signed-in people. The pages read search parameters from the browser's
 * address, because Next's own copy of them is outdated after pressing Back twice during a page load.
 */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { id } = await requirePerson();
  const path = (await headers()).get(REQUEST_PATH) ?? "/dashboard";
  return (
    <TrpcProvider key={id}>
      <NuqsAdapter serverSearch={new URL(path, environment().publicUrl).search}>
        {children}
      </NuqsAdapter>
    </TrpcProvider>
  );
}
