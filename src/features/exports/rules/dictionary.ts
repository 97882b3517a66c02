const span = [
  ['period_from', 'date', 'first day of the period, in the time zone of the workspace'],
  ['period_to', 'date', 'last day of the period'],
  [
    'grain',
    'text',
    'month or quarter: nothing finer is told, since two periods that differ by days would tell of whoever did something on those days',
  ],
] as const;

/** What each file has in its columns: name, type and meaning. */
export const columns = {
  metrics: [
    ...span,
    ['group_type', 'text', 'everyone, or department, tenure, location, level (quarters only)'],
    ['group', 'text', 'name of the group, empty for everyone'],
    ['metric', 'text', 'key of the figure; the rows of type “metric” below say what it is'],
    ['name', 'text', 'its name'],
    ['unit', 'text', 'count, share (0 to 1), minutes (of working time), hours, or index (0 to 1)'],
    [
      'status',
      'text',
      'told; fewer than five: people could be singled out; nothing: there’s nothing to count; quarters only',
    ],
    ['value', 'number', 'the figure; of hours saved the lower end of people’s own estimates'],
    ['low', 'number', 'lower end of its interval of 95 per cent'],
    ['high', 'number', 'upper end; of hours saved the upper end of the estimates'],
    ['of', 'number', 'what a share is a share of, or how many answered'],
    ['months_left_out', 'number', 'months of the period that aren’t in it, since fewer than five took part in them'],
  ],
  pulse: [
    ['round', 'text', 'baseline, quarter or newcomers'],
    ['starts_on', 'date', 'the day on which people were first asked'],
    ['closed_on', 'date', 'the day on which it was closed'],
    ['answer_rate', 'number', 'per cent of those asked who answered, in tens; empty where fewer than ten were asked'],
    ['group_type', 'text', 'everyone, department, tenure or part'],
    ['group', 'text', 'name of the group, empty for everyone'],
    ['statement', 'text', 'key of the statement'],
    ['says', 'text', 'its words in that round'],
    ['people_at_least', 'number', 'lower end of the step in which the number of answers lies'],
    ['mean', 'number', 'rounded mean on 1 to 5'],
    ['end', 'text', '“or more” or “or less” where the mean is only known to be beyond'],
    ['half_width', 'number', 'half of the width of the interval of 95 per cent'],
    ['agree', 'number', 'per cent that answered 4 or 5, in tens; from twenty answers on'],
  ],
  skills: [
    ...span,
    ['kind', 'text', 'short: five people or more found no one; idle: offered by five or more and sought by fewer'],
    ['skill', 'text', 'a topic of the vocabulary'],
    ['asks', 'number', 'asks for it; quarters only'],
    ['unmet', 'number', 'those of them that found no one; quarters only'],
    ['offered_by', 'number or text', 'people who offer it, or “fewer than five”'],
  ],
  sessions: [
    ...span,
    ['helpers', 'text', 'department of those who helped'],
    ['helped', 'text', 'department of those who were helped'],
    [
      'talks',
      'number',
      'talks that were held between them, of five people or more on each side; smaller ones are in “all others”',
    ],
  ],
  actions: [
    ...span,
    ['agreed', 'number', 'next steps that were agreed; empty where fewer than five people could be singled out'],
    ['closed', 'number', 'next steps that were closed'],
    ['done', 'number', 'those of them that were done'],
    ['dropped', 'number', 'those of them that were dropped'],
  ],
  dictionary: [
    ['file', 'text', 'the file'],
    ['name', 'text', 'a column of it, or a metric'],
    ['type', 'text', 'date (ISO 8601), number, text; or metric'],
    ['meaning', 'text', 'what it says'],
  ],
} as const;

export type Table = keyof typeof columns;

/** The dictionary's own rows about columns. */
export const meanings: string[][] = Object.entries(columns).flatMap(([table, those]) =>
  those.map(([name, type, meaning]) => [`${table}.csv`, name, type, meaning]),
);
