import { redirect } from "next/navigation";
import { requireProject } from "@/server/page-access";
import { productPath } from "../../_shell/navigation";

export default async function ProductPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await requireProject((await params).projectId);
  redirect(productPath(projectId));
}
