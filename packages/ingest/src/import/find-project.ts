import { type Database, isId } from "@ai-cost/db";
import { ImportRefusal } from "./import-refusal";

/** The project to import into. Throws an `ImportRefusal` when the id is no id, or nobody's. */
export async function findProject(db: Database, id: string): Promise<{ id: string; name: string }> {
  if (!isId(id))
    throw new ImportRefusal(
      `--project is "${id}", which is not a project's id: it stands in the address of its page, /dashboard/products/ID/ai-cost.`,
    );
  const project = await db.query.projects.findFirst({ where: (table, { eq }) => eq(table.id, id) });
  if (!project) throw new ImportRefusal(`There is no project ${id} in this database.`);
  return { id: project.id, name: project.name };
}
