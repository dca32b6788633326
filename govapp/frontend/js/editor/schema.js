// What a text may hold: paragraphs, two levels of headings, lists, links, strong and em.
import { Schema } from "prosemirror-model";
import { marks, nodes } from "prosemirror-schema-basic";
import { addListNodes } from "prosemirror-schema-list";

const heading = {
  ...nodes.heading,
  attrs: { level: { default: 3 } },
  parseDOM: [
    { tag: "h1, h2, h3", attrs: { level: 3 } },
    { tag: "h4, h5, h6", attrs: { level: 4 } },
  ],
};
const { doc, paragraph, text, hard_break } = nodes;
const { link, em, strong } = marks;
const basic = new Schema({ nodes: { doc, paragraph, heading, text, hard_break } });

export const schema = new Schema({
  nodes: addListNodes(basic.spec.nodes, "paragraph block*", "block"),
  marks: { link, em, strong },
});
