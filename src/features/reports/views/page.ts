import { escapeHtml } from '../../../html.ts';
import type { Finding } from '../rules/finding.ts';
import type { Plot } from '../rules/plot.ts';
import { figureLine } from './words.ts';

/** What the page is made of; `svg` is the plot as drawn. */
export type PageShown = { period: string; findings: Finding[]; plots: (Plot & { svg: string })[] };

const STYLE = `
:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#595959;--paper:#fff;--line:#d0d0d0;--worry:#9a3412;--good:#166534}
@media (prefers-color-scheme:dark){:root{--ink:#f0f0f0;--soft:#b8b8b8;--paper:#1b1b1f;--line:#45454d;--worry:#fdba74;--good:#86efac}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0}
main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem}
ol{padding-left:1.5rem}li{margin:0 0 1rem}li strong{font-weight:600}.worry strong{color:var(--worry)}.good strong{color:var(--good)}
.more{color:var(--soft);margin:.1rem 0}figure{margin:1.5rem 0;break-inside:avoid}.plot{background:#fff;border:1px solid var(--line);border-radius:6px;overflow-x:auto}
.plot svg{display:block;max-width:100%;height:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}.rows{overflow-x:auto}
th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid var(--line)}summary{cursor:pointer;padding:.5rem 0}
@media print{:root{--ink:#000;--soft:#333;--paper:#fff;--line:#999;--worry:#000;--good:#000}main{max-width:none;padding:0}summary{display:none}details::details-content{content-visibility:visible;height:auto}}
`;

/** The report as one file that opens offline in any browser: no script, nothing from elsewhere. */
export function page({ period, findings, plots }: PageShown): string {
  const title = `Bitewise: ${period}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
<p>Nothing is told of fewer than five people. “Likely” is an interval of 95 per cent. What differs may differ for many reasons: an association says what happened, not why.</p>
<h2>What we found</h2><ol>${findings.map(item).join('\n')}</ol>
${plots.length > 0 ? `<h2>In pictures</h2>${plots.map(picture).join('\n')}` : ''}
</main></body></html>
`;
}

function item(finding: Finding): string {
  const { tone, says, advice } = finding;
  const line = figureLine(finding);
  return `<li class="${tone}"><strong>${escapeHtml(says)}</strong>${line === '' ? '' : `<p class="more">${escapeHtml(line)}</p>`}<p class="more">${escapeHtml(advice.says)}</p></li>`;
}

function picture({ svg, alt, title, table: { head, rows } }: PageShown['plots'][number]): string {
  const cell = (tag: string, scope: string) => (text: string) => `<${tag}${scope}>${escapeHtml(text)}</${tag}>`;
  return `<figure><div class="plot" role="img" tabindex="0" aria-label="${escapeHtml(alt)}">${svg.replace('<svg ', '<svg aria-hidden="true" ')}</div>
<details><summary>Table: ${escapeHtml(title)}</summary><div class="rows" tabindex="0" role="region" aria-label="Table: ${escapeHtml(title)}"><table><thead><tr>${head.map((one) => (one === '' ? '<td></td>' : cell('th', ' scope="col"')(one))).join('')}</tr></thead>
<tbody>${rows.map(([first = '', ...others]) => `<tr>${cell('th', ' scope="row"')(first)}${others.map(cell('td', '')).join('')}</tr>`).join('')}</tbody></table></div></details></figure>`;
}
