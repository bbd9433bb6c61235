import type { ElementProps } from '../surface';
import { CheckboxesElement } from './CheckboxesElement';
import { DateElement } from './DateElement';
import { FileElement } from './FileElement';
import { RadiosElement } from './RadiosElement';
import { RichTextElement } from './RichTextElement';
import { SelectElement } from './SelectElement';
import { TextElement } from './TextElement';

/** An element that holds a value. */
export function ElementView(props: ElementProps) {
  const { type } = props.element;
  if (type.endsWith('_select')) return <SelectElement {...props} />;
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextElement {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateElement {...props} />;
    case 'checkboxes':
      return <CheckboxesElement {...props} />;
    case 'radio_buttons':
      return <RadiosElement {...props} />;
    case 'rich_text_input':
      return <RichTextElement {...props} />;
    case 'file_input':
      return <FileElement {...props} />;
    default:
      return <p className="block-unknown">An element of type “{type}” is not drawn here.</p>;
  }
}
