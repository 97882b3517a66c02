/** Requests in a row that have to be refused before they mean more than a stranger's, once Slack's came through. */
const IN_A_ROW = 3;

/** What the signatures of requests say about the signing secret, since the process began. */
export type Signatures = {
  /** A request was signed lately, and `isOurs` as Slack signs it for this app. */
  note(isOurs: boolean): void;
  /** `none` came yet, Slack's are `accepted`, or the last `refused <count>` were signed with another secret. */
  verdict(): string;
};

/** Counts in the process only. Requests that are not signed at all, or long ago, say nothing and are not counted. */
export function watchSignatures(): Signatures {
  let wasAccepted = false;
  let refused = 0;
  return {
    note(isOurs) {
      wasAccepted ||= isOurs;
      refused = isOurs ? 0 : refused + 1;
    },
    verdict() {
      if (refused >= (wasAccepted ? IN_A_ROW : 1)) return `refused ${refused}`;
      return wasAccepted ? 'accepted' : 'none';
    },
  };
}
