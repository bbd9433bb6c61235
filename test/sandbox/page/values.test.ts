import { initialValue, isEmpty, storedValue } from '../../../sandbox/page/blocks/values';
import { fromTyped, toTyped } from '../../../sandbox/page/text/typed';

const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });

describe('values of elements', () => {
  it.each([
    [{ type: 'static_select', initial_option: option('a') }, 'a'],
    [{ type: 'external_select' }, null],
    [{ type: 'checkboxes', initial_options: [option('a'), option('b')] }, ['a', 'b']],
    [{ type: 'multi_users_select', initial_users: ['U1'] }, ['U1']],
    [{ type: 'datepicker', initial_date: '2026-12-01' }, '2026-12-01'],
    [{ type: 'datetimepicker', initial_date_time: 1764000000 }, 1764000000],
    [{ type: 'plain_text_input', initial_value: 'x' }, 'x'],
    [{ type: 'plain_text_input' }, null],
    [{ type: 'file_input' }, []],
  ])('begins %j with its initial value', (element, expected) => {
    expect(initialValue(element)).toEqual(expected);
  });

  it.each([
    [{ type: 'static_select', selected_option: option('a') }, 'a'],
    [{ type: 'static_select', selected_option: null }, null],
    [{ type: 'multi_static_select', selected_options: [option('a')] }, ['a']],
    [{ type: 'users_select', selected_user: 'U1' }, 'U1'],
    [{ type: 'datetimepicker', selected_date_time: 5 }, 5],
    [{ type: 'plain_text_input', value: 'x' }, 'x'],
    [{ type: 'file_input', files: [{ id: 'F1' }, 'F2'] }, ['F1', 'F2']],
  ])('reads %j as it was kept', (stored, expected) => {
    expect(storedValue(stored)).toEqual(expected);
  });

  it('knows what is empty', () => {
    expect([null, undefined, '', []].every(isEmpty)).toBe(true);
    expect([0, 'a', ['a']].some(isEmpty)).toBe(false);
  });
});

describe('what a person types', () => {
  const names = {
    people: new Map([['U1', { id: 'U1', name: 'ada' }]]),
    channels: new Map([['C1', { id: 'C1', name: 'general', kind: 'public' }]]),
  };

  it('names people and channels by id, and leaves the rest', () => {
    expect(fromTyped('@ada see #general, @here. x@ada.example #142 @nobody & <b>', names)).toBe(
      '<@U1> see <#C1>, <!here>. x@ada.example #142 @nobody & <b>',
    );
  });

  it('comes back for editing as it was typed', () => {
    expect(
      toTyped(
        '<@U1> <#C1|general> <!here> <https://a.example> <mailto:a@b.example|a@b.example> &lt;b&gt;',
        names,
      ),
    ).toBe('@ada #general @here https://a.example a@b.example <b>');
  });
});
