import { escapeHtml } from '../../../html.ts';
import { type Entry, type GrowthRecord, partNames, parts } from '../rules.ts';

type FileShown = { name: string; zone: string; today: Temporal.Instant; record: GrowthRecord };

const STYLE = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #8888}
td:first-child{white-space:nowrap}
blockquote{margin:.2rem 0 0;font-style:italic;white-space:pre-wrap;overflow-wrap:anywhere}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}`;

/** A growth record as one page that needs nothing else and runs nothing; dates are the person's own, in ISO. */
export function recordFile({ name, zone, today, record }: FileShown): string {
  const day = (at: Temporal.Instant) =>
    at
      .toZonedDateTimeISO(zone || 'UTC')
      .toPlainDate()
      .toString();
  const title = escapeHtml(`Growth record of ${name}`);
  const body = parts.flatMap((part) =>
    record[part].length === 0 ? [] : [partHtml(partNames[part], record[part], day)],
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>From Bitewise, as of ${day(today)}. Short talks between colleagues, what came of them, and lessons. Colleagues aren’t named, and what was asked quietly isn’t in it.</p>
${body.join('\n')}
</main>
</body>
</html>
`;
}

function partHtml(name: string, entries: Entry[], day: (at: Temporal.Instant) => string): string {
  const rows = entries.map(({ at, what, words, note }) => {
    const said = words === '' ? '' : `<blockquote>${escapeHtml(words)}</blockquote>`;
    return `<tr><td>${day(at)}</td><td>${escapeHtml(what)}${said}</td><td>${escapeHtml(note)}</td></tr>`;
  });
  return `<h2>${escapeHtml(name)}</h2>
<table>
<thead><tr><th scope="col">Date</th><th scope="col">What</th><th scope="col">Note</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}
