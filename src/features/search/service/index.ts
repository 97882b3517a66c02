export { askFor, beforeAsking, draftAbout, whyCannotAsk, whyNotPicked, whyNotQuietly, whyNotSo } from './asking.ts';
export { type Finding, pickColleague, pickTopic, search, searchOn, topicsLike } from './search.ts';
