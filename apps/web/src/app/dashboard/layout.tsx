import { headers } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/react";
import type { ReactNode } from "react";
import { environment } from "@/env";
import { requirePerson } from "@/server/page-access";
import { REQUEST_PATH } from "@/server/request-headers";
import { TrpcProvider } from "@/trpc/provider";

/**
 * The layout of all pages for signed-in people. Search parameters are read from the address itself,
 * because Next's copy keeps the older one when Back is pressed twice while a page still loads.
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
