/**
 * The little markup that Teams draws in a bot's words: **bold**, _italic_,
 * [link](https://…), <at>mention</at>, "- " lists and line breaks. Everything
 * else, and every tag, stays the text it is.
 */
import { el } from "./dom.js";

const INLINE =
  /\\(?<escaped>[\\*_[\]()#~`>.-])|\*\*(?<bold>[^*\n]+)\*\*|(?<![\w_])_(?<italic>[^_\n]+)_(?![\w_])|\[(?<label>[^\]\n]+)\]\((?<address>https?:\/\/[^\s)]+)\)|<at[^>]{0,80}>(?<mention>[^<\n]{1,80})<\/at>/g;
const MENTION = /<at[^>]{0,80}>(?<mention>[^<\n]{1,80})<\/at>/g;

/**
 * @param {string} text
 * @returns {Node[]} paragraphs and lists
 */
export function richText(text) {
  const blocks = [];
  for (const line of text.split(/\r?\n/)) {
    const item = /^\s*[-*•]\s+(.*)$/.exec(line);
    const last = blocks.at(-1);
    if (item && last?.tagName === "UL") last.append(listItem(item[1]));
    else if (item) blocks.push(el("ul", {}, listItem(item[1])));
    else if (line.trim()) addLine(blocks, line);
    else blocks.push(null);
  }
  return blocks.filter(Boolean);
}

/**
 * What a person wrote: text and mentions, nothing else.
 * @param {string} text
 * @returns {(Node|string)[]}
 */
export function plainText(text) {
  return pieces(text, MENTION);
}

function listItem(text) {
  return el("li", {}, ...pieces(text, INLINE));
}

function addLine(blocks, line) {
  const last = blocks.at(-1);
  if (last?.tagName === "P") last.append(el("br"), ...pieces(line, INLINE));
  else blocks.push(el("p", {}, ...pieces(line, INLINE)));
}

function pieces(text, pattern) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) found.push(text.slice(end, match.index));
    found.push(piece(match.groups));
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push(text.slice(end));
  return found;
}

function piece({ escaped, bold, italic, label, address, mention }) {
  if (escaped) return escaped;
  if (bold) return el("strong", {}, bold);
  if (italic) return el("em", {}, italic);
  if (mention) return el("span", { class: "mention" }, `@${mention}`);
  return el("a", { href: address, target: "_blank", rel: "noopener" }, label);
}
