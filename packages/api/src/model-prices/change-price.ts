import type { ProjectContext } from "../context";
import { tooMany } from "../errors";
import { addAuditEvent } from "../projects/queries/add-audit-event";
import { lockProject } from "../projects/queries/lock-project";
import { type AskedPrice, askedPrice } from "./asked-price";
import { priceAnswer, priceWords } from "./price-output";
import { countPrices, deletePrice, findPrice, storePrice } from "./queries/prices";
import { MAX_MODEL_PRICES } from "./schema";

/** Sets a model's price and keeps the change; the price that stands already changes nothing. */
export function setPrice({ db, now, user, project }: ProjectContext, asked: AskedPrice) {
  const change = { projectId: project.id, updatedBy: user.id, updatedAt: now };
  const price = { ...askedPrice(asked), ...change };
  return db.write(async (tx) => {
    await lockProject(tx, project.id);
    const standing = await findPrice(tx, project.id, price.model);
    if (standing && priceWords(standing) === priceWords(price)) return priceAnswer(standing);
    if (!standing && (await countPrices(tx, project.id)) >= MAX_MODEL_PRICES)
      throw tooMany(TOO_MANY_PRICES);
    await storePrice(tx, price);
    await addAuditEvent(tx, {
      projectId: project.id,
      actorId: user.id,
      action: "model-price.set",
      from: standing && priceWords(standing),
      to: priceWords(price),
      at: now,
    });
    return priceAnswer(price);
  });
}

/** Takes a model's own price away; without one it changes nothing. */
export function removePrice({ db, now, user, project }: ProjectContext, model: string) {
  return db.write(async (tx) => {
    await lockProject(tx, project.id);
    const standing = await findPrice(tx, project.id, model);
    if (!standing) return { model };
    await deletePrice(tx, project.id, model);
    await addAuditEvent(tx, {
      projectId: project.id,
      actorId: user.id,
      action: "model-price.remove",
      from: priceWords(standing),
      to: null,
      at: now,
    });
    return { model };
  });
}

const TOO_MANY_PRICES = `This project has ${MAX_MODEL_PRICES} prices, which is as many as it can have. Remove one that is not needed, then set another.`;
