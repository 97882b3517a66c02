import type { Content } from '../../jobs/define.ts';

/** After `/mentor export`. */
export const onItsWay = (): Content => ({
  text: 'I’m gathering the figures of the last twelve months. In a minute or so they’re a file in our direct messages.',
});

/** What is said with the file. */
export const fileWords = () => ({
  filename: 'bitewise-export.zip',
  title: 'Figures of Bitewise',
  comment:
    'All figures of the last twelve months and every pulse, as CSV. Nothing in it is about fewer than five people; `dictionary.csv` says what each column means.',
});
