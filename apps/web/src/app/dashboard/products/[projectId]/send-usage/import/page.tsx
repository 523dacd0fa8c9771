import type { Metadata } from "next";
import { FORMAT_TITLES, MAX_UPLOAD_BYTES } from "@/app/api/usage-imports/limits";
import { requireProject } from "@/server/page-access";
import { ImportFiles } from "./import-files";

interface ImportPageProps {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata({ params }: ImportPageProps): Promise<Metadata> {
  const { name } = await requireProject((await params).projectId);
  return { title: `Import a file · ${name}` };
}

export default async function ImportPage({ params }: ImportPageProps) {
  const project = await requireProject((await params).projectId);
  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1 className="font-semibold text-2xl">Import a file</h1>
        <p className="wrap-anywhere max-w-prose text-muted">
          Add usage of {project.name} from exports, transcripts, bills and CSV files. You see what
          is in a file before anything is recorded. Importing it again counts nothing twice.
        </p>
      </header>
      <ImportFiles project={project} maxBytes={MAX_UPLOAD_BYTES} formats={FORMAT_TITLES} />
    </div>
  );
}
