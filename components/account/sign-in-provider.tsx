"use client";

import type { ReactNode } from "react";
import { createContext, useCallback, useContext, useMemo, useRef, useState } from "react";
import type { ActionResult } from "#server/web/action.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import type { AskToSignIn } from "./retry-signed-in.ts";
import { retrySignedIn } from "./retry-signed-in.ts";
import type { SignIn } from "./sign-in-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";

const Asking = createContext<AskToSignIn>(async () => false);

/**
 * Lets everything under it go on when a session ends: the question comes up over the page, which stays as it is.
 * Only the person who was signed in can answer it, since what is on the page is theirs.
 */
export function SignInProvider({
  email,
  signIn,
  children,
}: {
  /** Whose page this is; null where nobody signs in. */
  email: string | null;
  signIn: SignIn;
  children: ReactNode;
}) {
  const [isAsking, setAsking] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const question = useRef<{ answer: Promise<boolean>; settle: (signedIn: boolean) => void }>(null);
  const ask = useCallback(async () => {
    if (email === null) return false;
    if (!question.current) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      question.current = { answer: promise, settle: resolve };
      setAsking(true);
    }
    return question.current.answer;
  }, [email]);
  const settle = (signedIn: boolean) => {
    question.current?.settle(signedIn);
    question.current = null;
    setAsking(false);
  };
  return (
    <Asking value={ask}>
      {children}
      {email !== null && (
        <Dialog
          open={isAsking}
          onOpenChange={(open) => !open && settle(false)}
          initialFocus={password}
          title="Your session is over"
          description="Sign in again and go on where you are: nothing on this page is lost."
        >
          <SignInForm
            email={email}
            passwordRef={password}
            signIn={signIn}
            onSignedIn={() => settle(true)}
          />
        </Dialog>
      )}
    </Asking>
  );
}

/** Calls the server, and once more after signing in when the session was over. */
export function useSignedIn(): <T>(
  call: () => Promise<ActionResult<T>>,
) => Promise<ActionResult<T>> {
  const ask = useContext(Asking);
  return useCallback((call) => retrySignedIn(call, ask), [ask]);
}

type Actions = Record<string, (request: never) => Promise<ActionResult<unknown>>>;

/** The same actions, each of which outlives the session. */
export function useSignedInActions<A extends Actions>(actions: A): A {
  const signedIn = useSignedIn();
  return useMemo(() => {
    const outliving = Object.entries(actions).map(([name, act]) => [
      name,
      (request: never) => signedIn(() => act(request)),
    ]);
    return Object.fromEntries(outliving) as A;
  }, [actions, signedIn]);
}
