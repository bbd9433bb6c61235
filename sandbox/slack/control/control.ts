import type { ChannelRequest, ClockRequest, PersonRequest } from '../../administration';
import type { ControlAnswer, ControlRequest } from '../../controlRoute';
import type { ActRequest, FaultRequest, NewFile } from '../../protocol';
import { isObject } from '../blocks/problems';
import { bytesOf, uploadBy } from '../files';
import type { Slack } from '../slack';
import { act } from './act';
import { administerChannel, administerPerson, Refused, setFaults } from './administer';
import { fileState, stateFor } from './stateFor';

type Route = (slack: Slack, request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>;

const ok = (more: Record<string, unknown> = {}): ControlAnswer => ({ json: { ok: true, ...more } });

const ROUTES: Record<string, Route> = {
  'GET /state': (slack, { query }) => {
    const user = query.get('as') ?? firstPerson(slack);
    if (!slack.world.people.has(user))
      throw new Refused(`Say as whom: \`?as=\` and the id of a person, not "${user}".`);
    return { json: stateFor(slack, user) };
  },
  'POST /act': async (slack, { body }) => {
    const { as, act: wanted } = object(body) as unknown as ActRequest;
    if (!isObject(wanted)) throw new Refused('`act` is missing: say what to do.');
    return { json: await act(slack, as, wanted) };
  },
  'POST /files': (slack, { body }) => {
    const { as, file } = object(body) as { as?: string; file?: NewFile };
    if (!as || !slack.world.people.has(as)) throw new Refused(`There is no person "${as ?? ''}".`);
    if (!file?.name || typeof file.base64 !== 'string') {
      throw new Refused('`file` needs a name and its content as base64.');
    }
    return ok({ file: fileState(slack, uploadBy(slack, as, file).id) });
  },
  'GET /faults': (slack) => ok({ faults: slack.faults.state() }),
  'POST /faults': (slack, { body }) => {
    setFaults(slack, object(body) as FaultRequest);
    return ok({ faults: slack.faults.state() });
  },
  'GET /calls': (slack, { query }) => ok({ calls: slack.log.list(query.get('method') ?? undefined) }),
  'POST /calls/clear': (slack) => {
    slack.log.clear();
    return ok();
  },
  'GET /mentions': (slack) => ok({ mentions: slack.mentions }),
  'POST /clock': (slack, { body }) => {
    setClock(slack, object(body) as ClockRequest);
    return ok({ scale: slack.clock.scale, now: slack.clock.now() });
  },
  'POST /channels': (slack, { body }) =>
    ok({ channel: administerChannel(slack, object(body) as unknown as ChannelRequest) }),
  'POST /people': (slack, { body }) => ok({ person: administerPerson(slack, object(body) as PersonRequest) }),
};

/** Answers one control request. The caller has checked token, Host and Origin. */
export async function control(slack: Slack, request: ControlRequest): Promise<ControlAnswer> {
  try {
    const file = /^\/files\/(F\w+)$/.exec(request.path);
    if (file && request.method === 'GET') return download(slack, file[1] as string);
    const mounted = slack.routes.find(
      ({ prefix }) => request.path === prefix || request.path.startsWith(`${prefix}/`),
    );
    if (mounted) return await mounted.handle(request);
    const route = ROUTES[`${request.method} ${request.path}`];
    if (!route)
      return refused(404, `The control interface has no ${request.method} /control${request.path}.`);
    return await route(slack, request);
  } catch (error) {
    if (error instanceof Refused) return refused(400, error.message);
    console.error('sandbox: a control request failed', error);
    return refused(500, `The sandbox failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Time runs faster or slower from now on. */
export function setClock(slack: Slack, { scale, scaleTriggers }: ClockRequest): void {
  if (scale !== undefined) {
    if (!(scale > 0)) throw new Refused('`scale` is a number over 0; 1 is real time.');
    slack.clock.setScale(scale);
  }
  if (scaleTriggers !== undefined) slack.clock.scaleTriggers = scaleTriggers;
  slack.world.tell({ kind: 'clock' });
}

/** Whom a page shows that does not know anybody yet. */
function firstPerson(slack: Slack): string {
  return [...slack.world.people.values()].find((person) => !person.isBot && !person.deleted)?.id ?? '';
}

export function refused(status: number, error: string): ControlAnswer {
  return { status, json: { ok: false, error } };
}

function object(body: unknown): Record<string, unknown> {
  if (!isObject(body)) throw new Refused('The body is a JSON object.');
  return body;
}

function download(slack: Slack, id: string): ControlAnswer {
  const data = bytesOf(slack, id);
  const file = slack.world.files.get(id);
  if (!data || !file) return refused(404, 'That file is gone.');
  return { bytes: { data, type: file.mimetype, fileName: file.name } };
}
