export type ThanksTable = {
  id: string;
  workspace_id: string;
  session_id: string | null;
  giver_id: string;
  receiver_id: string;
  words: string;
  is_public: number;
  created_at: string;
};
