import { applyTeamsPatch } from '../../../../sandbox/page/teams/live/applyTeamsPatch';
import type { TeamsPatch } from '../../../../sandbox/teamsProtocol';
import { CHANNEL, channel, message, state } from './teamsWorld';

const before = state({ messages: { [CHANNEL]: [message(10), message(30)] } });
const ids = (patch: TeamsPatch, place = CHANNEL) =>
  applyTeamsPatch(before, patch).messages[place]?.map((one) => one.id);

describe('one live message of the Teams side', () => {
  it('puts a new message where its time is', () => {
    expect(ids({ kind: 'message', message: message(40) })).toEqual(['10', '30', '40']);
    expect(ids({ kind: 'message', message: message(20) })).toEqual(['10', '20', '30']);
  });

  it('replaces an edited message in its place, and leaves the others what they were', () => {
    const after = applyTeamsPatch(before, { kind: 'message', message: message(10, { text: 'new' }) });
    expect(after.messages[CHANNEL]?.map((one) => one.text)).toEqual(['new', 'at 30']);
    expect(after.messages[CHANNEL]?.[1]).toBe(before.messages[CHANNEL]?.[1]);
  });

  it('begins a place of which nothing was known', () => {
    expect(ids({ kind: 'message', message: message(5, { place: 'a:new' }) }, 'a:new')).toEqual(['5']);
  });

  it('adds and changes places', () => {
    const added = applyTeamsPatch(before, { kind: 'place', place: { ...channel, id: 'c2' } });
    expect(added.places.map((one) => one.id)).toEqual([CHANNEL, 'a:ada', 'c2']);
    const changed = applyTeamsPatch(before, { kind: 'place', place: { ...channel, name: 'help' } });
    expect(changed.places.map((one) => one.name)).toEqual(['help', 'Postroom']);
  });

  it('keeps everything else when a dialog opens, the bot goes, settings, faults or the clock change', () => {
    const dialog = { title: 'Assign', card: {}, place: CHANNEL, message: '10' };
    const settings = { ...before.settings, universalActions: false };
    const faults = { ...before.faults, delayDelivery: 2000 };
    expect(applyTeamsPatch(before, { kind: 'dialog', dialog })).toEqual({ ...before, dialog });
    expect(applyTeamsPatch(before, { kind: 'app', connected: false }).app).toEqual({
      ...before.app,
      connected: false,
    });
    expect(applyTeamsPatch(before, { kind: 'settings', settings })).toEqual({ ...before, settings });
    expect(applyTeamsPatch(before, { kind: 'faults', faults })).toEqual({ ...before, faults });
    expect(applyTeamsPatch(before, { kind: 'clock', now: 5, timeScale: 60 })).toEqual({
      ...before,
      now: 5,
      timeScale: 60,
    });
  });

  it('takes a notice for an event and not for state', () => {
    expect(applyTeamsPatch(before, { kind: 'toast', level: 'info', text: 'x' })).toBe(before);
  });
});
