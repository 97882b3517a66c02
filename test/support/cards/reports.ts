import { ANY, buttons, card, line, nothingMore } from './declare.ts';

const STAYS = 'made of figures that were told once and stay';

const ready = card(nothingMore, [
  [line`${ANY}`, STAYS],
  [buttons('See plots and file'), 'a period can be drawn at any time'],
]);

const report = card(nothingMore, [[line`${ANY}`, STAYS]]);

export const reports = { 'reports.ready': ready, 'reports.card': report };
