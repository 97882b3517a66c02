const LOCALE = 'en-GB';

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone @param {Intl.DateTimeFormatOptions} options */
function formatter(zone, options) {
  const key = `${zone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: known(zone) });
    formats.set(key, format);
  }
  return format;
}

/** @param {string} zone @returns {string} the zone, or UTC where it is unknown to this browser */
function known(zone) {
  try {
    new Intl.DateTimeFormat(LOCALE, { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}

/** @param {number} ms @param {string} zone "14:05" */
export function clockTime(ms, zone) {
  return formatter(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
}

/** @param {number} ms @param {string} zone "14:05:09" */
export function clockSeconds(ms, zone) {
  return formatter(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(ms);
}

/** @param {number} ms @param {string} zone "Tuesday 13 January" */
export function longDay(ms, zone) {
  return formatter(zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(ms).replace(',', '');
}

/** @param {number} ms @param {string} zone "Tue 13 Jan" */
export function shortDay(ms, zone) {
  return formatter(zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(ms).replace(',', '');
}

/** @param {number} ms @param {string} zone "2026-01-13" */
export function isoDay(ms, zone) {
  const parts = Object.fromEntries(
    formatter(zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** @param {string} zone "Berlin" for "Europe/Berlin" */
export function city(zone) {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** @param {number} ms @param {number} now @param {string} zone "Today", "Yesterday", "Tomorrow" or a day */
export function dayName(ms, now, zone) {
  const days = Math.round((Date.parse(isoDay(ms, zone)) - Date.parse(isoDay(now, zone))) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === -1) return 'Yesterday';
  return days === 1 ? 'Tomorrow' : longDay(ms, zone);
}

/** @param {string} ts Slack's message id, which begins with seconds since 1970 */
export function tsToMs(ts) {
  return Math.floor(Number(ts) * 1000);
}

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const TOKENS = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { day: '2-digit', month: '2-digit', year: 'numeric' },
  date_long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  date_long_full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  date_short: { day: 'numeric', month: 'short', year: 'numeric' },
};

/**
 * Fills a format of Slack's date element or `<!date>` for the reader's zone.
 * @param {number} epoch seconds @param {string} format such as "{date_short_pretty} at {time}"
 * @param {number} now epoch milliseconds @param {string} zone
 */
export function slackDate(epoch, format, now, zone) {
  const ms = epoch * 1000;
  return format.replace(/\{(\w+)\}/g, (whole, token) => {
    if (token === 'time') return clockTime(ms, zone);
    if (token === 'time_secs') return clockSeconds(ms, zone);
    if (token === 'date_num') return isoDay(ms, zone);
    if (token === 'ago') return ago(ms, now);
    const pretty = /^(.+?)_pretty$/.exec(token);
    if (pretty || token === 'day_divider_pretty') {
      const near = dayName(ms, now, zone);
      if (near !== longDay(ms, zone)) return near.toLowerCase();
      return token === 'day_divider_pretty' ? near : formatter(zone, TOKENS[pretty?.[1] ?? 'date'] ?? {}).format(ms);
    }
    const options = TOKENS[token];
    return options ? formatter(zone, options).format(ms).replace(',', '') : whole;
  });
}

/** @param {number} ms @param {number} now */
function ago(ms, now) {
  const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
  const minutes = Math.round((ms - now) / 60_000);
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  if (Math.abs(minutes) < 1440) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1440), 'day');
}
