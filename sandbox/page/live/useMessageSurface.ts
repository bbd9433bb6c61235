import { useMemo, useState } from 'react';
import type { BlockJson, InputValue, MessageState } from '../../protocol';
import type { Surface } from '../blocks/surface';
import { initialValue } from '../blocks/values';
import { useDoings } from './workspace';

/** The elements of one message: a choice shows what was chosen until the app redraws the message. */
export function useMessageSurface(message: MessageState): Surface {
  const { act } = useDoings();
  const [chosen, setChosen] = useState<Record<string, InputValue>>({});
  return useMemo(() => {
    const key = (blockId: string, element: BlockJson) => `${blockId} ${String(element.action_id)}`;
    const { channel, ts } = message;
    return {
      kind: 'message',
      value: (blockId, element) => {
        const at = key(blockId, element);
        return at in chosen ? (chosen[at] as InputValue) : initialValue(element);
      },
      stored: () => undefined,
      change: (blockId, element, value) =>
        setChosen((before) => ({ ...before, [key(blockId, element)]: value })),
      act: async (blockId, element, value) => {
        await act({ type: 'click', channel, ts, actionId: String(element.action_id), blockId, value });
      },
      suggest: async (blockId, element, query) => {
        const asked = {
          type: 'suggest',
          actionId: String(element.action_id),
          blockId,
          value: query,
          in: { channel, ts },
        } as const;
        const result = await act(asked, { quiet: true });
        if (!result.ok) throw new Error(result.error ?? 'The app did not answer.');
        return result.options ?? [];
      },
      error: () => undefined,
    };
  }, [message, chosen, act]);
}
