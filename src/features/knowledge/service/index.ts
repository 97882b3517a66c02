export { moveCards } from '../store/index.ts';
export { approveCard, cardNow, ownCard, takeDown, withdrawCard, withdrawCardsOf } from './decide.ts';
export { cardBetween, changeForm, mayPropose, newCard } from './form.ts';
export { countCards, mineOf } from './mine.ts';
export { cardsFor, cardsOfSkill, helpOf, readCard, sayHelped, wordsShown } from './offer.ts';
export { changeCard, proposeCard } from './write.ts';
