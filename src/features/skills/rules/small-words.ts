const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words that never name a topic by themselves. */
const stopWords = list(
  `a about after again all also although always am among an and any anybody anyone are around as at be because been
  before being best better between big bit both but by can cannot cant could couldnt day did do does doesnt doing done
  dont down during each either else even ever every everybody everything few find first for from get gets getting give
  given gives giving good got great had has have having he her here hers hey hi him his how i id if ill im in into is
  isnt it its ive just keep kind know last less let lets like little lot make makes making many may maybe me might more
  most much must my myself need needs neither new next no nobody nor not nothing now of off often on once one only onto
  or other our out over own per please put rather real really right same say see she should show since so some somebody
  someone something soon still stuff such sure take taking tell than that the their them then there these they thing
  things this those through thx to together too try trying two under until up upon us use used uses using very via want
  wants was way we well were what whats when where which while who whos whose why will with within without wont would
  wouldnt yes yet you your yours der die das und ich mit von zu ein eine wie le la les des un une et pour avec el los
  las de en y`,
);

/** What German, French, Spanish and Portuguese put around a topic; words that English has too are left out. */
const foreignStopWords = list(
  `aber auf aus bei beim dem des einem einen einer eines fur habe ich ist kann mein meine meinem meinen meiner mich
  nicht oder richtig sich sind uber um unser wenn werden zum zur
  aux avec ces cette comment dans du elle est etre faire je leur mes mon notre ou pourquoi qui quand que quel quelle
  sans ses sur une votre
  alguien como cual cuando donde ella es ese esta hacer mis muy para pero por porque quiero sobre
  su sus tengo una
  ao aos da das dos ela essa este eu fazer isso mais meu meus minha minhas na nas nao ou pelo pela
  quero sem seu sua um uma`,
);

/** Words that people wrap around a topic: a question, a wish, a level. They may name a skill only when alone. */
const wrapping = list(
  `advanced advice anything ask asking basic basics beginner beginners brush chat class course crash deep dive
  difference discuss discussing effective effectively efficient everyday example examples experience experienced expert
  experts explain feel feels fundamental fundamentals getting guidance guide guru hello help helping hints how-to howto
  idea ideas improve improving info information intermediate intro introduction introductory issue issues job junior
  knowledge learn learning lesson lessons level looking mentor mentors mentoring methods more newbie novice onwards
  people person pick pointers practical practice practices problem problems pro professional proficiency proficient
  question questions quick quickly recommend recommendations refresher role senior session skill skills solid someday
  specialist start started starter starting step strong struggling stuck subject support talk talking task teach tip
  tips today tomorrow topic topics training trick tricks tutorial tutorials understand understanding urgent urgently
  week well work working workplace world year years 101`,
);

/** True for a word that says nothing about the topic. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word) || foreignStopWords.has(word);
}

/** True for a word that may stand beside a topic without changing it. */
export function isSmallWord(word: string): boolean {
  return isStopWord(word) || wrapping.has(word) || /^\d+$/.test(word);
}
