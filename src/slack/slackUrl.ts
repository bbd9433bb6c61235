/** Where Slack's own answers may send us: its domains (also GovSlack's), or the rehearsal server. */
const SLACK_HOSTS = /(^|\.)slack(-gov)?\.com$/;

/** @throws RangeError for any other address: a payload must not be able to make Postroom call it. */
export function slackUrl(url: string, apiUrl: string | undefined): string {
  const { protocol, hostname, origin } = new URL(url);
  if (protocol === 'https:' && SLACK_HOSTS.test(hostname)) return url;
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return url;
  throw new RangeError(`${hostname} is not an address of Slack.`);
}

/** Rehearsal servers live on this machine. @throws Error with a sentence for any other. */
export function rehearsalUrl(apiUrl: string | undefined): string | undefined {
  if (apiUrl === undefined) return undefined;
  const { hostname } = new URL(apiUrl);
  if (['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return apiUrl;
  throw new Error('SLACK_API_URL is for rehearsals on this machine: only a loopback address is accepted.');
}
