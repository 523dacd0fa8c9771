import { Button } from "@/components/form/button";

interface LinkFormProps {
  /** The server action that receives the form. It also works without JavaScript. */
  action: (form: FormData) => Promise<void>;
  token: string;
  label: string;
}

/** The button that answers a link. Opening its page answers nothing, so programs that check links do neither. */
export function LinkForm({ action, token, label }: LinkFormProps) {
  return (
    <form action={action}>
      <input type="hidden" name="token" value={token} />
      <Button type="submit" variant="primary" size="large">
        {label}
      </Button>
    </form>
  );
}
