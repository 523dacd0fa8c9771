import type { Metadata } from "next";
import { apiDocument } from "@/app/api/v1/openapi.json/document";
import { Contents } from "./_components/contents";
import { OperationSection } from "./_components/operation-section";
import { Prose } from "./_components/prose";
import { SchemaCard } from "./_components/schema-card";

export const metadata: Metadata = { title: "Usage API" };

export default function ApiPage() {
  const { info, servers, paths, components } = apiDocument();
  const publicUrl = servers[0]?.url ?? "";
  const objects = Object.entries(components.schemas).filter(([, { properties }]) => properties);
  return (
    <>
      <header className="flex flex-col gap-3">
        <h1 className="font-semibold text-2xl">{info.title}</h1>
        <Prose text={info.description} />
        <Contents paths={paths} />
      </header>
      {Object.entries(paths).map(([path, { post }]) => (
        <OperationSection key={path} publicUrl={publicUrl} path={path} operation={post} />
      ))}
      <section aria-labelledby="objects" className="flex flex-col gap-4">
        <h2 id="objects" className="scroll-mt-4 font-semibold text-xl">
          Objects
        </h2>
        {objects.map(([name, schema]) => (
          <SchemaCard key={name} name={name} schema={schema} />
        ))}
      </section>
    </>
  );
}
