import { Lock } from "lucide-react";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function Forbidden() {
  return (
    <EmptyState
      icon={<Lock />}
      title="This page is not open to your role"
      action={<ButtonLink href="/">Go to the overview</ButtonLink>}
    >
      An owner can give you another role on the page Members.
    </EmptyState>
  );
}
