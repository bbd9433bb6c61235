import type { MailSend } from '../../sandbox/mailProtocol';
import type { ControlState } from '../../sandbox/protocol';
import type { TeamsState } from '../../sandbox/teamsProtocol';

/** The demo's control interface, for what no journey is about: letters that have to be there, and who has which id. */
export class Control {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** @param url of the demo's page, which carries the token. */
  static async of(url: string): Promise<Control> {
    const page = await fetch(url);
    const token = /name="sandbox-token" content="([^"]+)"/.exec(await page.text())?.[1];
    if (page.status !== 200 || !token)
      throw new Error(`The page answered ${page.status}, without its token.`);
    return new Control(url, token);
  }

  /** @param as Slack user id. */
  slack(as: string): Promise<ControlState> {
    return this.get(`/control/state?as=${as}`) as Promise<ControlState>;
  }

  /** @param as Entra object id; the first person without it. */
  teams(as?: string): Promise<TeamsState> {
    return this.get(`/control/teams/state${as ? `?as=${as}` : ''}`) as Promise<TeamsState>;
  }

  /** @throws Error when the mail server did not take it. */
  async send(mail: MailSend): Promise<void> {
    const headers = { 'x-sandbox-token': this.token, 'content-type': 'application/json' };
    const body = JSON.stringify(mail);
    const answer = await fetch(`${this.url}/control/mail/send`, { method: 'POST', headers, body });
    const { ok, error } = (await answer.json()) as { ok: boolean; error?: string };
    if (!ok) throw new Error(error);
  }

  private async get(path: string): Promise<unknown> {
    return (await fetch(this.url + path, { headers: { 'x-sandbox-token': this.token } })).json();
  }
}
