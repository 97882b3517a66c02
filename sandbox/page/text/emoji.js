/** The shortcodes that people and the app use here; any other is shown as it was typed. */
const TABLE = `
alarm_clock ⏰|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|art 🎨|bar_chart 📊|bell 🔔|no_bell 🔕|bike 🚲
blue_heart 💙|blush 😊|book 📖|books 📚|bookmark 🔖|bouquet 💐|brain 🧠|briefcase 💼|bug 🐛|bulb 💡
busts_in_silhouette 👥|bust_in_silhouette 👤|calendar 📅|date 📅|spiral_calendar_pad 🗓️|chart_with_upwards_trend 📈
clap 👏|clipboard 📋|clock1 🕐|clock3 🕒|clock9 🕘|coffee ☕|compass 🧭|confetti_ball 🎊|construction 🚧|cookie 🍪|crown 👑
dart 🎯|door 🚪|ear 👂|earth_africa 🌍|email 📧|eyes 👀|fire 🔥|flashlight 🔦|four_leaf_clover 🍀|gear ⚙️|gift 🎁|green_heart 💚
grin 😁|grinning 😀|hand 🖐️|handshake 🤝|headphones 🎧|heart ❤️|hearts ♥️|heavy_check_mark ✔️|heavy_plus_sign ➕|hourglass ⌛
hourglass_flowing_sand ⏳|hugging_face 🤗|information_source ℹ️|jigsaw 🧩|joy 😂|key 🔑|label 🏷️|leaves 🍃|link 🔗|lock 🔒|unlock 🔓
mag 🔍|mega 📣|loudspeaker 📢|memo 📝|pencil 📝|pencil2 ✏️|microscope 🔬|moneybag 💰|moon 🌔|mortar_board 🎓|mountain ⛰️|mute 🔇
seedling 🌱|herb 🌿|palm_tree 🌴|octagonal_sign 🛑|ok_hand 👌|package 📦|partying_face 🥳|people_holding_hands 🧑‍🤝‍🧑|phone ☎️
point_down 👇|point_left 👈|point_right 👉|point_up ☝️|pray 🙏|purple_heart 💜|pushpin 📌|question ❓|grey_question ❔|raised_hand ✋
raised_hands 🙌|rainbow 🌈|recycle ♻️|repeat 🔁|rocket 🚀|satellite 📡|school 🏫|see_no_evil 🙈|shield 🛡️|shrug 🤷|slightly_smiling_face 🙂
smile 😄|smiley 😃|snowflake ❄️|sos 🆘|sparkles ✨|speech_balloon 💬|left_speech_bubble 🗨️|star ⭐|star2 🌟|stopwatch ⏱️|sunny ☀️|sunrise 🌅
sunglasses 😎|tada 🎉|technologist 🧑‍💻|telephone_receiver 📞|thinking_face 🤔|thought_balloon 💭|thread 🧵|ticket 🎫|timer_clock ⏲️|tools 🛠️
toolbox 🧰|trophy 🏆|medal 🏅|sports_medal 🏅|video_camera 📹|warning ⚠️|wave 👋|white_check_mark ✅|ballot_box_with_check ☑️|white_circle ⚪
large_green_circle 🟢|large_yellow_circle 🟡|red_circle 🔴|large_blue_circle 🔵|black_circle ⚫|wink 😉|wrench 🔧|writing_hand ✍️|x ❌|no_entry ⛔
no_entry_sign 🚫|yellow_heart 💛|yum 😋|zap ⚡|zzz 💤|100 💯|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣`;

const CODES = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((pair) => /** @type {[string, string]} */ (pair.split(' '))),
);

/** @param {string} name without colons, skin tone left out of account @returns {string | undefined} */
export function emoji(name) {
  return CODES.get(name.replace(/::skin-tone-\d$/, ''));
}

/** @param {string} text where known shortcodes become their signs */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => emoji(name) ?? whole);
}
