import type { ReactNode } from "react";
import { environment } from "@/env";
import { requirePerson, requireProject } from "@/server/page-access";
import { trpc } from "@/trpc/server";
import { AgentTypeSymbols } from "../../_labels/agent-type-symbols";
import { AppFrame } from "../../_shell/app-frame";
import { ProductBreadcrumb } from "../../_shell/product-breadcrumb";
import { Sidebar } from "../../_shell/sidebar";
import { SidebarDrawer } from "../../_shell/sidebar-drawer";

interface ProductLayoutProps {
  params: Promise<{ projectId: string }>;
  children: ReactNode;
}

/** The layout of a product's pages, with its sidebar and the switcher to other products. */
export default async function ProductLayout({ params, children }: ProductLayoutProps) {
  const project = await requireProject((await params).projectId);
  const { projectId } = project;
  const [person, projects, alerts] = await Promise.all([
    requirePerson(),
    trpc.projects.list(),
    trpc.alerts.status({ projectId }),
  ]);
  const { hostAppUrl } = environment();
  const sidebar = (
    <Sidebar
      project={project}
      projects={projects}
      hostAppUrl={hostAppUrl}
      hasAlertProblem={alerts.hasProblem}
    />
  );
  return (
    <AppFrame
      person={person}
      breadcrumb={<ProductBreadcrumb project={project} />}
      sidebar={sidebar}
      menu={<SidebarDrawer>{sidebar}</SidebarDrawer>}
    >
      <AgentTypeSymbols />
      {children}
    </AppFrame>
  );
}
