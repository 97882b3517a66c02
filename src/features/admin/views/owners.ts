import { button, type ModalView, modal, section } from '../../../slack/blocks.ts';
import { ids as launchIds } from '../../launch-kit/views.ts';
import { ids as newsletterIds } from '../../newsletter/views/index.ts';
import { ids as pulseIds } from '../../pulses/views/index.ts';
import { ids as momentumIds } from '../../re-engagement/views.ts';
import { ids as reviewIds } from '../../reviews/views/index.ts';
import { ids as suggestionIds } from '../../suggestions/views/index.ts';
import { ids as matching } from './merging.ts';
import { ids } from './settings.ts';

/** What there is for owners, each with the way to it. */
export function ownersModal(): ModalView {
  return modal({ callbackId: ids.owners, title: 'For owners' }, [
    section('*Settings*\nChannels, time zone, who else is an owner.', button(ids.open, 'Settings')),
    section(
      '*Newsletter*\nOnce a month a draft with stories that people let be told. You post it, or not.',
      button(newsletterIds.open, 'Newsletter'),
    ),
    section('*Launch kit*\nAn announcement, a note to leaders, answers.', button(launchIds.open, 'Launch kit')),
    section(
      '*Quiet weeks*\nWhen it’s quieter than usual, people can be invited back. I’ll tell you first.',
      button(momentumIds.open, 'Quiet weeks'),
    ),
    section(
      '*Pulse*\nSix statements that everyone can answer without their name: before you begin, and each quarter.',
      button(pulseIds.open, 'Pulse'),
    ),
    section(
      '*Quarterly review*\nWhat was found, what you change, a line to everyone, and what came of it.',
      button(reviewIds.open, 'Quarterly review'),
    ),
    section(
      '*Suggestions*\nWhat people would like to be better, with their name or without. They’re told what you answer.',
      button(suggestionIds.list, 'Suggestions'),
    ),
    section('*Skills*\nMake one skill of two that mean the same.', button(matching.open, 'Merge skills')),
  ]);
}
