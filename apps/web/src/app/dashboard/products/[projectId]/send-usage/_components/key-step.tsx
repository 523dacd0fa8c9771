import { CreatedKey } from "./created-key";
import { NewKey } from "./new-key";

export interface ShownKey {
  name: string;
  text: string;
}

interface KeyStepProps {
  mayCreate: boolean;
  /** The new key on screen; null when none is shown. */
  shownKey: ShownKey | null;
  onCreate: (name: string) => Promise<unknown>;
  onHide: () => void;
}

/** The form that creates a key, or a note about who can create one. */
export function KeyStep({ mayCreate, shownKey, onCreate, onHide }: KeyStepProps) {
  if (!mayCreate)
    return (
      <p className="text-muted text-sm">
        Only owners and admins can create keys. Ask one for a key and use it instead of YOUR_KEY
        below.
      </p>
    );
  if (shownKey) return <CreatedKey key={shownKey.text} {...shownKey} onHide={onHide} />;
  return <NewKey onCreate={onCreate} />;
}
