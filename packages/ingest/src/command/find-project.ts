import { type Database, isId, type OperatorProject, openAsOperator } from "@ai-cost/db";
import { CommandRefusal } from "./command-refusal";

/** The project of `--project`. Throws a `CommandRefusal` when the id is no id, or nobody's. */
export async function findProject(db: Database, id: string): Promise<OperatorProject> {
  if (!isId(id))
    throw new CommandRefusal(
      `--project is "${id}", which is not a project's id: it stands in the address of its page, /dashboard/products/ID/ai-cost.`,
    );
  const [project] = await openAsOperator(db, id);
  if (!project) throw new CommandRefusal(`There is no project ${id} in this database.`);
  return project;
}
