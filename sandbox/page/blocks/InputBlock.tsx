import { useId, useRef } from 'react';
import type { BlockJson, InputValue } from '../../protocol';
import { ElementView } from './elements/ElementView';
import { isGroup } from './elements/kinds';
import { plain, useSurface } from './surface';

const PAUSE_MS = 500;

/** A labelled input: hint, "optional", the app's or Slack's own error under it. */
export function InputBlock({ block }: { block: BlockJson }) {
  const surface = useSurface();
  const id = useId();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const element = block.element as BlockJson;
  const blockId = block.block_id ?? '';
  const label = plain(block.label) ?? '';
  const hint = plain(block.hint);
  const error = surface.error(blockId);
  const group = isGroup(element.type);
  const dispatch = block.dispatch_action === true;
  const triggers = (element.dispatch_action_config as { trigger_actions_on?: string[] } | undefined)
    ?.trigger_actions_on;
  const typed = /text_input|number_input/.test(element.type);

  const change = (value: InputValue) => {
    surface.change(blockId, element, value);
    if (!dispatch) return;
    if (!typed) void surface.act(blockId, element, value);
    else if (triggers?.includes('on_character_entered')) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void surface.act(blockId, element, value), PAUSE_MS);
    }
  };
  const enter = () => void surface.act(blockId, element, surface.value(blockId, element));
  const onEnter =
    dispatch && typed && (!triggers || triggers.includes('on_enter_pressed')) ? enter : undefined;

  const caption = (
    <>
      <span id={`${id}-label`}>{label}</span>
      {block.optional === true && <span className="input-optional"> (optional)</span>}
    </>
  );
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a group only where it holds several controls
    <div
      className={`block block-input${error ? ' has-error' : ''}`}
      role={group ? 'group' : undefined}
      aria-labelledby={group ? `${id}-label` : undefined}
    >
      {group ? (
        <div className="input-label">{caption}</div>
      ) : (
        <label className="input-label" htmlFor={id}>
          {caption}
        </label>
      )}
      <ElementView
        element={element}
        blockId={blockId}
        value={surface.value(blockId, element)}
        onChange={change}
        id={id}
        label={label}
        labelledBy={`${id}-label`}
        describedBy={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
        invalid={error !== undefined}
        required={block.optional !== true}
        onEnter={onEnter}
        field
      />
      {error && (
        <p className="input-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p className="input-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
