import type { ControlAnswer, ControlRequest } from '../../controlRoute';
import type {
  TeamsActRequest,
  TeamsAdministerRequest,
  TeamsFaultRequest,
  TeamsOperation,
  TeamsSettings,
} from '../../teamsProtocol';
import { isObject } from '../cards/checkCard';
import type { Teams } from '../teams';
import { act } from './act';
import { administer, Refused, setEndpoint, setFaults, setScale, setSettings } from './administer';
import { stateFor } from './stateFor';

type Route = (teams: Teams, request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>;

const ok = (more: Record<string, unknown> = {}): ControlAnswer => ({ json: { ok: true, ...more } });

const ROUTES: Record<string, Route> = {
  'GET /state': (teams, { query }) => {
    const user = query.get('as') ?? [...teams.world.people.keys()][0] ?? '';
    if (!teams.world.people.has(user))
      throw new Refused(`Say as whom: \`?as=\` and the object id of a person, not "${user}".`);
    return { json: stateFor(teams, user) };
  },
  'POST /act': async (teams, { body }) => {
    const { as, act: wanted } = object(body) as unknown as TeamsActRequest;
    if (!isObject(wanted)) throw new Refused('`act` is missing: say what to do.');
    return { json: await act(teams, as, wanted) };
  },
  'GET /faults': (teams) => ok({ faults: teams.faults.state() }),
  'POST /faults': (teams, { body }) => {
    setFaults(teams, object(body) as TeamsFaultRequest);
    return ok({ faults: teams.faults.state() });
  },
  'GET /calls': (teams, { query }) => {
    const operation = (query.get('operation') ?? undefined) as TeamsOperation | undefined;
    return ok({ calls: teams.log.list(operation) });
  },
  'POST /calls/clear': (teams) => {
    teams.log.clear();
    return ok();
  },
  'GET /mentions': (teams) => ok({ mentions: teams.mentions }),
  'POST /clock': (teams, { body }) => {
    setScale(teams, Number(object(body).scale));
    return ok({ scale: teams.clock.scale, now: teams.clock.now() });
  },
  'POST /settings': (teams, { body }) => {
    setSettings(teams, object(body) as Partial<TeamsSettings>);
    return ok({ settings: teams.world.settings });
  },
  'POST /endpoint': (teams, { body }) => {
    setEndpoint(teams, (object(body).url ?? null) as string | null);
    return ok({ endpoint: teams.delivery.endpoint });
  },
  'POST /administer': async (teams, { body }) =>
    ok({ ...(await administer(teams, object(body) as unknown as TeamsAdministerRequest)) }),
};

/** Answers one control request. The caller has checked token, Host and Origin. */
export async function control(teams: Teams, request: ControlRequest): Promise<ControlAnswer> {
  const path = request.path.slice('/teams'.length);
  try {
    const route = ROUTES[`${request.method} ${path}`];
    if (!route)
      return refused(404, `The control interface has no ${request.method} /control${request.path}.`);
    return await route(teams, request);
  } catch (error) {
    if (error instanceof Refused) return refused(400, error.message);
    console.error('sandbox: a control request failed', error);
    return refused(500, `The sandbox failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refused(status: number, error: string): ControlAnswer {
  return { status, json: { ok: false, error } };
}

function object(body: unknown): Record<string, unknown> {
  if (!isObject(body)) throw new Refused('The body is a JSON object.');
  return body;
}
