import type { Metadata } from "next";
import Link from "next/link";
import { productPath } from "@/app/dashboard/_shell/navigation";
import { buttonLook } from "@/components/form/button";
import { environment } from "@/env";
import { requireProject } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { UncountedUsage } from "../_components/uncounted-usage";
import { SendUsage } from "./send-usage";

interface SendUsagePageProps {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata({ params }: SendUsagePageProps): Promise<Metadata> {
  const { name } = await requireProject((await params).projectId);
  return { title: `Send usage · ${name}` };
}

export default async function SendUsagePage({ params }: SendUsagePageProps) {
  const { projectId } = await params;
  const project = await requireProject(projectId);
  const [{ now }, charges] = await Promise.all([
    pageContext(),
    trpc.aiCost.getRecentTransactions({ projectId }),
    trpc.ingestKeys.list.prefetch({ projectId }),
    trpc.usageSources.listNotices.prefetch({ projectId }),
  ]);
  return (
    <HydrateClient>
      <div className="flex flex-col gap-4">
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-80">
            <h1 className="font-semibold text-2xl">Send usage</h1>
            <p className="wrap-anywhere text-muted">
              Send what your agents spend on {project.name} from the tools that you already use.
              Each call counts once.
            </p>
          </div>
          <Link href={productPath(projectId, "send-usage/import")} className={buttonLook()}>
            Import a file
          </Link>
        </header>
        <UncountedUsage projectId={projectId} />
        <SendUsage
          project={project}
          publicUrl={environment().publicUrl}
          asOf={now.toISOString()}
          knownChargeIds={charges.map(({ id }) => id)}
        />
      </div>
    </HydrateClient>
  );
}
