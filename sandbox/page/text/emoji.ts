/** The common Slack shortcodes, `name character` pairs. Others are shown as typed. */
const TABLE = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 joy 😂 rolling_on_the_floor_laughing 🤣
slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 blush 😊 innocent 😇 heart_eyes 😍 star-struck 🤩 kissing_heart 😘
yum 😋 stuck_out_tongue 😛 thinking_face 🤔 face_with_raised_eyebrow 🤨 neutral_face 😐 expressionless 😑 no_mouth 😶
smirk 😏 unamused 😒 face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 mask 😷
sunglasses 😎 nerd_face 🤓 confused 😕 worried 😟 open_mouth 😮 hushed 😯 astonished 😲 flushed 😳 cry 😢 sob 😭
scream 😱 disappointed 😞 sweat 😓 weary 😩 tired_face 😫 triumph 😤 rage 😡 angry 😠 exploding_head 🤯 partying_face 🥳
hugging_face 🤗 shushing_face 🤫 zipper_mouth_face 🤐 skull 💀 ghost 👻 robot_face 🤖 poop 💩 see_no_evil 🙈 wave 👋
raised_hand ✋ ok_hand 👌 v ✌️ crossed_fingers 🤞 point_left 👈 point_right 👉 point_up ☝️ point_up_2 👆 point_down 👇
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 fist ✊ facepunch 👊 clap 👏 raised_hands 🙌 open_hands 👐 handshake 🤝 pray 🙏
writing_hand ✍️ muscle 💪 eyes 👀 eye 👁️ brain 🧠 baby 👶 man 👨 woman 👩 bust_in_silhouette 👤 busts_in_silhouette 👥
technologist 🧑‍💻 office_worker 🧑‍💼 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜
black_heart 🖤 broken_heart 💔 sparkling_heart 💖 100 💯 boom 💥 dizzy 💫 sparkles ✨ star ⭐ star2 🌟 zap ⚡ fire 🔥
sunny ☀️ cloud ☁️ rain_cloud 🌧️ snowflake ❄️ rainbow 🌈 ocean 🌊 droplet 💧 seedling 🌱 evergreen_tree 🌲 palm_tree 🌴
four_leaf_clover 🍀 rose 🌹 sunflower 🌻 bouquet 💐 dog 🐶 cat 🐱 mouse 🐭 rabbit 🐰 bear 🐻 panda_face 🐼 bee 🐝 bug 🐛
butterfly 🦋 snail 🐌 turtle 🐢 whale 🐳 unicorn_face 🦄 apple 🍎 lemon 🍋 banana 🍌 strawberry 🍓 pizza 🍕 hamburger 🍔
cake 🍰 birthday 🎂 cookie 🍪 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine_glass 🍷 tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁
trophy 🏆 medal 🏅 first_place_medal 🥇 soccer ⚽ dart 🎯 art 🎨 musical_note 🎵 headphones 🎧 car 🚗 truck 🚚 bike 🚲
airplane ✈️ rocket 🚀 ship 🚢 house 🏠 office 🏢 factory 🏭 school 🏫 hospital 🏥 bank 🏦 post_office 🏣 globe_with_meridians 🌐
earth_africa 🌍 earth_americas 🌎 world_map 🗺️ watch ⌚ iphone 📱 computer 💻 desktop_computer 🖥️ printer 🖨️ camera 📷
telephone_receiver 📞 phone ☎️ pager 📟 fax 📠 tv 📺 radio 📻 hourglass ⌛ hourglass_flowing_sand ⏳ alarm_clock ⏰
stopwatch ⏱️ timer_clock ⏲️ clock1 🕐 clock3 🕒 clock6 🕕 clock9 🕘 battery 🔋 electric_plug 🔌 bulb 💡 flashlight 🔦
moneybag 💰 dollar 💵 euro 💶 credit_card 💳 receipt 🧾 gem 💎 scales ⚖️ wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ gear ⚙️
link 🔗 paperclip 📎 paperclips 🖇️ pushpin 📌 round_pushpin 📍 triangular_ruler 📐 scissors ✂️ pencil ✏️ pencil2 ✏️ pen 🖊️
memo 📝 lower_left_ballpoint_pen 🖊️ book 📖 books 📚 notebook 📓 ledger 📒 page_facing_up 📄 page_with_curl 📃 scroll 📜
newspaper 📰 bookmark 🔖 bookmark_tabs 📑 label 🏷️ email 📧 e-mail 📧 envelope ✉️ envelope_with_arrow 📩 incoming_envelope 📨
inbox_tray 📥 outbox_tray 📤 package 📦 mailbox 📫 mailbox_closed 📪 mailbox_with_mail 📬 mailbox_with_no_mail 📭 postbox 📮
ballot_box_with_ballot 🗳️ briefcase 💼 file_folder 📁 open_file_folder 📂 card_index_dividers 🗂️ date 📅 calendar 📆
spiral_calendar_pad 🗓️ card_index 📇 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 clipboard 📋
file_cabinet 🗄️ wastebasket 🗑️ lock 🔒 unlock 🔓 lock_with_ink_pen 🔏 closed_lock_with_key 🔐 key 🔑 old_key 🗝️ shield 🛡️
mag 🔍 mag_right 🔎 microscope 🔬 telescope 🔭 satellite_antenna 📡 syringe 💉 pill 💊 door 🚪 bed 🛏️ shopping_trolley 🛒
bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 speech_balloon 💬 left_speech_bubble 🗨️ thought_balloon 💭 zzz 💤 warning ⚠️
no_entry ⛔ no_entry_sign 🚫 x ❌ negative_squared_cross_mark ❎ white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️
heavy_multiplication_x ✖️ heavy_plus_sign ➕ heavy_minus_sign ➖ question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗
bangbang ‼️ interrobang ⁉️ information_source ℹ️ sos 🆘 new 🆕 free 🆓 ok 🆗 up 🆙 cool 🆒 recycle ♻️ arrow_up ⬆️ arrow_down ⬇️
arrow_left ⬅️ arrow_right ➡️ arrow_upper_right ↗️ leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ arrows_counterclockwise 🔄
repeat 🔁 fast_forward ⏩ rewind ⏪ arrow_forward ▶️ double_vertical_bar ⏸️ black_square_for_stop ⏹️ red_circle 🔴
large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪
black_circle ⚫ large_brown_circle 🟤 radio_button 🔘 red_square 🟥 large_green_square 🟩 large_blue_square 🟦 white_large_square ⬜
black_large_square ⬛ small_blue_diamond 🔹 small_orange_diamond 🔸 small_red_triangle 🔺 checkered_flag 🏁
triangular_flag_on_post 🚩 waving_white_flag 🏳️ flag-fr 🇫🇷 fr 🇫🇷 flag-gb 🇬🇧 gb 🇬🇧 flag-us 🇺🇸 us 🇺🇸 flag-de 🇩🇪 flag-ch 🇨🇭
flag-be 🇧🇪 flag-ca 🇨🇦 flag-eu 🇪🇺 copyright ©️ registered ®️ tm ™️ zero 0️⃣ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣
seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟 hash #️⃣ tractor 🚜 snowman ⛄ crystal_ball 🔮 construction 🚧 rotating_light 🚨
vertical_traffic_light 🚦 ticket 🎫 admission_tickets 🎟️ tag 🏷️ detective 🕵️ fishing_pole_and_fish 🎣 bell_pepper 🫑 compass 🧭
`;

const words = TABLE.trim().split(/\s+/);
const CHARACTERS = new Map<string, string>();
for (let i = 0; i + 1 < words.length; i += 2) CHARACTERS.set(words[i] as string, words[i + 1] as string);

/** Whether this shortcode (without colons) is in the table. */
export function isEmoji(name: string): boolean {
  return CHARACTERS.has(name);
}

/** The character of a shortcode (without colons), or the shortcode with its colons. */
export function emojiCharacter(name: string): string {
  return CHARACTERS.get(name) ?? `:${name}:`;
}
