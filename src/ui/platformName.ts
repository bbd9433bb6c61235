import type { ChatUser } from './request';

/** What people call a chat platform: the same in every language. */
export function platformName(platform: ChatUser['platform']): string {
  return platform === 'slack' ? 'Slack' : 'Teams';
}
