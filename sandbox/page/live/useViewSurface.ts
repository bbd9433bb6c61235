import { useEffect, useMemo, useRef, useState } from 'react';
import type { BlockJson, InputValue, ViewState, ViewValues } from '../../protocol';
import type { Surface } from '../blocks/surface';
import { initialValue, isEmpty, storedValue } from '../blocks/values';
import { useDoings } from './workspace';

const PAUSE_MS = 400;

/** What a modal or the App Home holds: what was typed here, else what the sandbox remembers, else `initial_…`. */
export function useViewSurface(view: ViewState) {
  const { act } = useDoings();
  const [typed, setTyped] = useState<Record<string, InputValue>>({});
  const [errors, setErrors] = useState<Record<string, string>>(view.errors ?? {});
  const latest = useRef({ view, typed });
  latest.current = { view, typed };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => setErrors(view.errors ?? {}), [view.errors]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const helpers = useMemo(() => {
    const key = (blockId: string, element: BlockJson) => `${blockId} ${String(element.action_id)}`;
    const held = (blockId: string, element: BlockJson): InputValue => {
      const at = key(blockId, element);
      if (at in latest.current.typed) return latest.current.typed[at] as InputValue;
      const stored = latest.current.view.values[blockId]?.[String(element.action_id)];
      return stored ? storedValue(stored) : initialValue(element);
    };
    const inputs = () => latest.current.view.blocks.filter((block) => block.type === 'input');
    const values = (): ViewValues =>
      Object.fromEntries(
        inputs().map((block) => [
          block.block_id ?? '',
          held(block.block_id ?? '', block.element as BlockJson),
        ]),
      );
    const missing = (): Record<string, string> =>
      Object.fromEntries(
        inputs()
          .filter(
            (block) =>
              block.optional !== true && isEmpty(held(block.block_id ?? '', block.element as BlockJson)),
          )
          .map((block) => [block.block_id ?? '', 'Please complete this required field.']),
      );
    /** Tells the sandbox what stands in the inputs, so that the app finds it in `state.values` of a click. */
    const keep = async () => {
      clearTimeout(timer.current);
      if (inputs().length === 0) return;
      await act({ type: 'viewInput', viewId: latest.current.view.id, values: values() }, { quiet: true });
    };
    return { key, held, values, missing, keep };
  }, [act]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: held reads `typed`; a new surface draws it
  const surface = useMemo<Surface>(
    () => ({
      kind: view.type,
      value: helpers.held,
      stored: (blockId, element) => view.values[blockId]?.[String(element.action_id)],
      change: (blockId, element, value) => {
        const at = helpers.key(blockId, element);
        latest.current.typed = { ...latest.current.typed, [at]: value };
        setTyped((before) => ({ ...before, [at]: value }));
        setErrors(({ [blockId]: _gone, ...rest }) => rest);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void helpers.keep(), PAUSE_MS);
      },
      act: async (blockId, element, value) => {
        await helpers.keep();
        await act({
          type: 'clickInView',
          viewId: view.id,
          actionId: String(element.action_id),
          blockId,
          value,
        });
      },
      suggest: async (blockId, element, query) => {
        const asked = {
          type: 'suggest',
          actionId: String(element.action_id),
          blockId,
          value: query,
          in: { viewId: view.id },
        } as const;
        const result = await act(asked, { quiet: true });
        if (!result.ok) throw new Error(result.error ?? 'The app did not answer.');
        return result.options ?? [];
      },
      error: (blockId) => errors[blockId],
    }),
    [view, errors, typed, helpers, act],
  );

  return {
    surface,
    values: () => {
      clearTimeout(timer.current);
      return helpers.values();
    },
    missing: helpers.missing,
    setErrors,
  };
}
