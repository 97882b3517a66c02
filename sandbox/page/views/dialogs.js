import { dialog } from '../state/store.js';
import { html } from '../ui/html.js';
import { ChannelBrowser } from './channel-browser.js';
import { MembersDialog } from './members-dialog.js';
import { NewDm } from './new-dm.js';
import { PeoplePicker } from './people-picker.js';
import { Profile } from './profile.js';
import { QuickSwitcher } from './quick-switcher.js';

/** The one dialog of the page itself that is open, if any. */
export function Dialogs() {
  const open = dialog.value;
  if (open?.name === 'people') return html`<${PeoplePicker} />`;
  if (open?.name === 'switcher') return html`<${QuickSwitcher} />`;
  if (open?.name === 'channels') return html`<${ChannelBrowser} />`;
  if (open?.name === 'dm') return html`<${NewDm} />`;
  if (open?.name === 'profile' && open.id) return html`<${Profile} key=${open.id} id=${open.id} />`;
  if (open?.name === 'members' && open.id) return html`<${MembersDialog} id=${open.id} />`;
  return null;
}
