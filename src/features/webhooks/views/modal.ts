import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  checkboxes,
  context,
  dateText,
  divider,
  input,
  type ModalView,
  modal,
  option,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { MOST_ADDRESS } from '../rules/address.ts';
import type { DeliveryShown, WebhookShown } from '../rules/shown.ts';
import { ids } from './ids.ts';
import { answerSays } from './words.ts';

const WHAT =
  'Another tool hears of sessions that were held, next steps that were done, help that was used, badges and closed pulses. An event has no one’s name or id. It comes on a day drawn from the seven that follow, and says a department only where five people or more are in it.';

/** Where owners say where events go, and see what became of them. `notice` is what just happened. */
export function webhookModal({ webhook, last, failed }: WebhookShown, notice?: string): ModalView {
  const form = { callbackId: ids.form, title: 'Webhook', submit: 'Save', close: 'Close' };
  const initial = webhook ? { initial: webhook.url } : {};
  return modal(form, [
    ...(notice === undefined ? [] : [section(`*${notice}*`)]),
    section(WHAT),
    input('address', 'Address', textField({ max: MOST_ADDRESS, ...initial }), {
      optional: true,
      hint: 'It starts with https. Leave it empty to send nothing and forget what was sent.',
    }),
    ...(webhook ? known(webhook, failed) : []),
    ...(last.length > 0 ? [divider(), section('*Last events*'), ...last.map(delivery)] : []),
  ]);
}

function known({ secret, isGone }: NonNullable<WebhookShown['webhook']>, failed: number): Block[] {
  const again = failed > 0 ? [button(ids.replayFailed, 'Send failed again')] : [];
  return [
    section(`The signing secret, as Standard Webhooks writes it:\n\`${secret}\``),
    input('secret', 'Secret', checkboxes([option('Make a new secret', 'new')]), {
      optional: true,
      hint: 'The old one is no longer used from then on. A new address always has a new one.',
    }),
    ...(isGone ? [section('I’ve stopped sending: the address wants no more events. A test starts it again.')] : []),
    actions(button(ids.test, 'Send a test'), ...again),
    ...(failed > 0 ? [context(failedText(failed))] : []),
  ];
}

const failedText = (failed: number) =>
  failed === 1
    ? 'One event didn’t arrive. It’s kept for thirty days.'
    : `${failed} events didn’t arrive. They’re kept for thirty days.`;

function delivery({ id, type, state, tries, answer, at }: DeliveryShown): Block {
  const on = dateText(at, '{date_short_pretty}');
  const how =
    state === 'arrived'
      ? 'arrived'
      : state === 'failed'
        ? `didn’t arrive: the address ${answerSays(answer)}`
        : tries === 0
          ? 'on its way'
          : `not there yet after ${tries === 1 ? 'one try' : `${tries} tries`}: the address ${answerSays(answer)}`;
  const again = state === 'waiting' ? undefined : button(ids.replay, 'Send again', { value: id, about: type });
  return section(`\`${type}\` · ${on} · ${how}`, again);
}

/** After the form was saved. */
export function savedNote(isOn: boolean): Content {
  return {
    text: isOn
      ? 'Saved. `/mentor webhook` has the secret, and a button for a test.'
      : 'Saved. No events are sent, and what was sent is forgotten.',
  };
}
