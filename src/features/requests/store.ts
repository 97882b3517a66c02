export type RequestState = 'open' | 'waiting' | 'matched' | 'cancelled' | 'expired';
export type OfferState = 'pending' | 'accepted' | 'declined' | 'lapsed' | 'proposed' | 'withdrawn' | 'handed back';

export type RequestTable = {
  id: string;
  workspace_id: string;
  mentee_id: string;
  skill_id: string;
  goal: string;
  tried: string;
  minutes: number;
  format: string;
  urgency: string;
  is_anonymous: number;
  source_text: string | null;
  source_link: string | null;
  state: RequestState;
  /** JSON array of mentor ids, best first, still to be asked. */
  candidates: string;
  progress_channel: string | null;
  progress_ts: string | null;
  created_at: string;
  expires_at: string | null;
  closed_at: string | null;
};

export type OfferTable = {
  id: string;
  workspace_id: string;
  request_id: string;
  mentor_id: string;
  state: OfferState;
  offered_at: string;
  answer_by: string;
  answered_at: string | null;
  proposed_for: string | null;
  channel: string | null;
  ts: string | null;
};
