const [OPENS, CLOSES] = [9, 17];

/** The hour at which `hours` of local working time (nine to five, Monday to Friday) have passed since `hour`. */
export function workingHoursAfter(hour: number, offset: number, hours: number): number {
  let local = hour + offset;
  for (let left = hours; ; ) {
    const day = Math.floor(local / 24);
    const from = Math.max(local, day * 24 + OPENS);
    const room = day % 7 >= 5 ? 0 : day * 24 + CLOSES - from;
    if (room > 0 && left <= room) return from + left - offset;
    left -= Math.max(0, room);
    local = (day + 1) * 24;
  }
}
