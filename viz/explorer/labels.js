// Labels of the network, placed so that none lies on another or on a node: the chosen and the well-connected first; a
// long name takes two lines; what finds no room shows on hover and in the list.

const LINE = 8; // characters of a line
const SIZE = 12;

/** The lines of a label: at most two of about eight characters, the rest cut; no line ends inside a number or a word. */
export function lines(label) {
  const text = [...label];
  if (text.length <= LINE + 2) return [label];
  const joint = (i) => /[\w.±]/.test(text[i - 1]) && /[\w.]/.test(text[i]);
  const near = [0, 1, 2, -1, -2, -3, -4].map((step) => LINE + step);
  const cut = near.find((i) => i < text.length && !joint(i)) ?? LINE;
  const rest = text.slice(cut);
  return [text.slice(0, cut).join(""), rest.length > LINE ? `${rest.slice(0, LINE - 1).join("")}…` : rest.join("")];
}

/**
 * Write the labels of `items` ({x, y, size, label, rank, covered}) that find room; `covered` ones only keep their room. A label never
 * lies on a label, and on a node only where `over` and the node ranks lower.
 */
export function write(context, items, { color, halo, font, over = false }) {
  const taken = items.map(({ x, y, size, rank }) => [x - size, y - size, x + size, y + size, over ? rank : Infinity]);
  context.font = `${SIZE}px ${font}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  for (const item of [...items].sort((a, b) => b.rank - a.rank)) {
    const words = lines(item.label);
    const half = Math.max(...words.map((word) => context.measureText(word).width)) / 2;
    const top = item.y + item.size + 2;
    const box = [item.x - half, top, item.x + half, top + words.length * (SIZE + 2), Infinity];
    if (taken.some((other) => other[4] >= item.rank && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    if (item.covered) continue;
    words.forEach((word, i) => {
      const y = top + SIZE + i * (SIZE + 2) - 1;
      context.strokeStyle = halo;
      context.lineWidth = 3;
      context.strokeText(word, item.x, y);
      context.fillStyle = color;
      context.fillText(word, item.x, y);
    });
  }
}
