export type ActionTable = {
  id: string;
  workspace_id: string;
  session_id: string;
  owner_id: string;
  partner_id: string;
  when_text: string;
  will_text: string;
  /** Local date of the owner, YYYY-MM-DD. */
  due_on: string;
  state: 'open' | 'done' | 'dropped';
  snoozes: number;
  created_at: string;
  closed_at: string | null;
};

declare module '../../database/schema.ts' {
  interface Schema {
    action: ActionTable;
  }
}
