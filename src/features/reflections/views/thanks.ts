import { type Block, checkboxes, context, escaped, input, option, quote, textField } from '../../../slack/blocks.ts';
import { LONGEST_THANKS, SHORTEST_THANKS } from '../../recognition/rules/thanks.ts';

type Thanked = { words: string; isPublic: boolean; isSettled: boolean } | undefined;

/** A thank-you that was passed on stands; before that it can be written, changed and taken back. */
export function thanksFields(partner: string, thanks: Thanked, isQuiet: boolean): Block[] {
  if (thanks?.isSettled) return [context(`Your thank-you was passed on to ${escaped(partner)}:`), quote(thanks.words)];
  const words = textField({ multiline: true, max: LONGEST_THANKS, initial: thanks?.words });
  return [
    input('thanks', `A thank-you for ${partner}`, words, {
      optional: true,
      hint: `It’s passed on word for word, ten minutes from now. Say what for, in ${SHORTEST_THANKS} characters or more.`,
    }),
    ...(isQuiet
      ? []
      : [
          tick(
            'share',
            'The thank-you',
            'Show it in the weekly digest, with both our names',
            thanks?.isPublic ?? false,
          ),
        ]),
  ];
}

function tick(blockId: string, label: string, text: string, isTicked: boolean): Block {
  return input(blockId, label, checkboxes([option(text, 'yes')], isTicked ? ['yes'] : []), { optional: true });
}
