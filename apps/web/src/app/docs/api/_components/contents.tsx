import type { OpenApiDocument } from "@/app/api/v1/openapi.json/document";

const LINK = "text-accent underline underline-offset-2";

/** Links to the sections of the API docs page, and to the OpenAPI document. */
export function Contents({ paths }: { paths: OpenApiDocument["paths"] }) {
  return (
    <nav aria-label="On this page" className="print:hidden">
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {Object.values(paths).map(({ post }) => (
          <li key={post.operationId}>
            <a href={`#${post.operationId}`} className={LINK}>
              {post.summary}
            </a>
          </li>
        ))}
        <li>
          <a href="#objects" className={LINK}>
            Objects
          </a>
        </li>
        <li>
          <a href="/api/v1/openapi.json" className={LINK}>
            OpenAPI 3.1 document
          </a>
        </li>
      </ul>
    </nav>
  );
}
