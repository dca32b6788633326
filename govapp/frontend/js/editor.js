// Rich text over textarea[data-rich-text]. The textarea stays in the form and holds the HTML.
//
// data-words is JSON with the toolbar's words: bold, italic, heading, subheading, bullets,
// numbers, link, address, apply, unlink, undo, redo, formatting.
import { baseKeymap, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { DOMParser, DOMSerializer } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { schema } from "./editor/schema.js";
import { makeToolbar } from "./editor/toolbar.js";

for (const textarea of document.querySelectorAll("textarea[data-rich-text]")) edit(textarea);

function edit(textarea) {
  const { id } = textarea;
  const frame = document.createElement("div");
  frame.className = "g-editor";
  textarea.before(frame);
  const toolbar = makeToolbar(JSON.parse(textarea.dataset.words), `${id}-address`);
  const view = new EditorView(frame, {
    state: EditorState.create({ doc: read(textarea.value), plugins: [keymap(keys(toolbar)), keymap(baseKeymap), history()] }),
    attributes: describe(textarea),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      toolbar.update(view);
      if (transaction.docChanged) write(view.state.doc, textarea);
    },
  });
  toolbar.attach(view);
  frame.prepend(toolbar.dom);
  textarea.id = `${id}-source`;
  textarea.required = false;
  textarea.hidden = true;
}

/** The editor takes over the textarea's id, label and description. */
function describe(textarea) {
  const [label] = textarea.labels;
  label.id = `${textarea.id}-label`;
  label.addEventListener("click", () => document.getElementById(label.htmlFor).focus());
  const attributes = { id: textarea.id, role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id };
  const about = textarea.getAttribute("aria-describedby");
  if (about) attributes["aria-describedby"] = about;
  if (textarea.required) attributes["aria-required"] = "true";
  return attributes;
}

function read(html) {
  const { body } = new window.DOMParser().parseFromString(html, "text/html");
  return DOMParser.fromSchema(schema).parse(body);
}

function write(doc, textarea) {
  const holder = document.createElement("div");
  holder.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content));
  textarea.value = doc.textContent.trim() ? holder.innerHTML : "";
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Tab is left alone, so that nobody is caught in the editor. */
function keys(toolbar) {
  const { nodes, marks } = schema;
  const lineBreak = (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
    return true;
  };
  return {
    "Mod-b": toggleMark(marks.strong),
    "Mod-i": toggleMark(marks.em),
    "Mod-k": () => toolbar.askAddress(),
    "Mod-z": undo,
    "Shift-Mod-z": redo,
    "Mod-y": redo,
    "Shift-Enter": lineBreak,
    Enter: splitListItem(nodes.list_item),
    "Mod-[": liftListItem(nodes.list_item),
    "Mod-]": sinkListItem(nodes.list_item),
  };
}
