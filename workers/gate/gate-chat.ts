import type { Chat } from "./open-chat.ts";
import { chatAddress, openChat } from "./open-chat.ts";

let chat: Chat | undefined;

/** The model server of this process's environment, opened when first asked for and kept. */
export function gateChat(): Chat {
  chat ??= openChat({ ...chatAddress(), log: (line) => console.log(`gate: ${line}`) });
  return chat;
}

/** Ends what is being asked. */
export function closeGateChat(): void {
  chat?.close();
  chat = undefined;
}
