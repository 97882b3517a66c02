export type Change = {
  kind: 'message' | 'conversation' | 'home' | 'modal' | 'clock' | 'people' | 'app';
  conversationId?: string;
  /** Only these people need to look again; everybody when absent. */
  userIds?: string[];
};
export type Changes = ReturnType<typeof createChanges>;

/** Tells the page that something it shows has changed. */
export function createChanges() {
  const listeners = new Set<(change: Change) => void>();
  return {
    tell: (change: Change) => {
      for (const listener of listeners) listener(change);
    },
    listen: (listener: (change: Change) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
