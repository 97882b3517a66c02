/** Slack's own address of a conversation, which opens in its app (“app_redirect”, in Slack's documentation of deep links). */
export function conversationLink(workspaceId: string, channel: string): string {
  return `https://slack.com/app_redirect?team=${encodeURIComponent(workspaceId)}&channel=${encodeURIComponent(channel)}`;
}
