/**
 * The rehearsal's page: Teams' channel at the left, the bot's chat at the right.
 *
 * Hooks that tests may rely on:
 *   #person               select; its values are people's ids
 *   #unread [data-person] button that becomes that person; says how many unread
 *   #clock                time; [data-rate="1|60|300"], [data-advance="3600|86400"]
 *   #language             button that changes the language
 *   #bot                  says whether the bot is reachable
 *   [data-go="channel"], [data-go="chat"]   the tabs of a narrow window
 *   #channel, #chat       the two halves
 *   [data-thread="ID"]    a thread; holds the post, .replies and .reply-box
 *   [data-message="ID"]   one message, within #channel or within #chat, with
 *     .text  .card  .notice  .marks  [data-reaction="like|heart|laugh|surprised"]
 *     (aria-pressed), button.edit  button.remove  button.undelete;
 *     while editing .editor textarea and .editor .save
 *     .menu summary opens the message's menu: [data-command="follow_up|answer"]
 *   dialog.action         what an action opened: h2, .said, .card, button.close
 *   [data-thread="ID"] .reply-open          opens .reply-box (textarea, .send)
 *   #pinned [data-pinned="ID"]   what is pinned at the top of the private chat
 *   #sign-in              select: how signing in goes (silent, consent, refused)
 *   dialog.sign-in        asks whether to sign in: .accept, .not-now
 *   #post-text  #post-mention  #post-send   a post; "/…" is sent as a command
 *   #say-text  #say-send                    the private chat
 *   #install              adds the bot to the chosen person's chats
 *   #channel-choice       select; shown when there is more than one channel
 *   .form-error, #toast   what went wrong      #announce  said to screen readers
 * The address keeps ?as=<person id> and ?lang=ja|en.
 */
import { makeActs } from "./acts.js";
import { announce } from "./announce.js";
import { drawChannel, startChannel } from "./channel.js";
import { drawChat, startChat } from "./chat.js";
import { follow } from "./server.js";
import { drawTop, startTop, tick } from "./top.js";
import { sawFirst } from "./unread.js";
import { View } from "./view.js";

const view = new View();
let waiting = false;

const page = {
  view,
  redraw,
  refresh: () => refresh(),
  showTab,
};
page.acts = makeActs(page);

startTop(page);
startChannel(page);
startChat(page);
for (const tab of document.querySelectorAll("[data-go]")) {
  tab.addEventListener("click", () => showTab(tab.dataset.go));
}
showTab("channel");
draw();
setInterval(() => tick(view), 250);

const refresh = follow(
  (state) => {
    const before = view.state;
    view.take(state);
    if (before) announce(before, view);
    else sawFirst(view);
    redraw();
  },
  (lost) => {
    if (view.lost === lost) return;
    view.lost = lost;
    redraw();
  },
);

/** Draw soon; many reasons in one moment are one drawing. */
function redraw() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    draw();
  });
}

function draw() {
  drawTop(view);
  if (!view.state) return;
  drawChannel(page);
  drawChat(page);
}

/** On a narrow window one half shows at a time. */
function showTab(name) {
  document.body.dataset.tab = name;
  for (const tab of document.querySelectorAll("[data-go]")) {
    tab.setAttribute("aria-selected", tab.dataset.go === name);
  }
  redraw();
}
