import { create } from "zustand";
import type { CommentPin } from "#core/sample/comment.ts";

type PinState = {
  /** Whether the next click into the photo says what a comment is about. */
  placing: boolean;
  /** What the comment that is being written is about. */
  draft: CommentPin | null;
  /** The comment that is pointed at, in the photo or in the list. */
  highlighted: string | null;
};

/** What the photo and the list of comments share. */
export const usePins = create<PinState>()(() => ({
  placing: false,
  draft: null,
  highlighted: null,
}));

/** Waits for a click into the photo, or gives up waiting. */
export function setPlacing(placing: boolean): void {
  usePins.setState({ placing });
}

/** Says what the comment that is being written is about. */
export function setDraftPin(draft: CommentPin | null): void {
  usePins.setState({ draft, placing: false });
}

export function highlightComment(highlighted: string | null): void {
  usePins.setState({ highlighted });
}
