// The buttons above the text: real buttons, pressed or not, in reading order.
import { setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

/** Build the toolbar; attach() gives it its editor, update() shows the state of the selection. */
export function makeToolbar(words, addressId) {
  let view;
  const dom = document.createElement("div");
  const bar = element("div", { className: "g-editor__bar", role: "group", ariaLabel: words.formatting });
  const asking = makeLinkRow(words, addressId, () => view);
  const askAddress = () => {
    asking.open();
    return true;
  };
  const tools = [
    markTool(words.bold, marks.strong),
    markTool(words.italic, marks.em),
    headingTool(words.heading, 3),
    headingTool(words.subheading, 4),
    listTool(words.bullets, nodes.bullet_list),
    listTool(words.numbers, nodes.ordered_list),
    { word: words.link, run: askAddress, isOn: (state) => hasMark(state, marks.link) },
    { word: words.undo, run: undo },
    { word: words.redo, run: redo },
  ];
  for (const tool of tools) {
    tool.button = element("button", { type: "button", textContent: tool.word });
    tool.button.addEventListener("click", () => {
      tool.run(view.state, view.dispatch, view);
      if (tool.run !== askAddress) view.focus();
    });
    bar.append(tool.button);
  }
  dom.append(bar, asking.row);
  const update = ({ state }) => {
    for (const { button, isOn } of tools) {
      if (isOn) button.setAttribute("aria-pressed", String(isOn(state)));
    }
  };
  const attach = (editor) => {
    view = editor;
    update(view);
  };
  return { dom, update, attach, askAddress };
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

function hasMark({ selection: { from, to, empty, $from }, storedMarks, doc }, type) {
  return empty ? Boolean(type.isInSet(storedMarks ?? $from.marks())) : doc.rangeHasMark(from, to, type);
}

function isInside({ selection: { $from } }, type) {
  return Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth).type).includes(type);
}

function markTool(word, type) {
  return { word, run: toggleMark(type), isOn: (state) => hasMark(state, type) };
}

function headingTool(word, level) {
  const isOn = ({ selection: { $from } }) => $from.parent.type === nodes.heading && $from.parent.attrs.level === level;
  const run = (state, dispatch) =>
    (isOn(state) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level }))(state, dispatch);
  return { word, run, isOn };
}

function listTool(word, type) {
  const isOn = (state) => isInside(state, type);
  const run = (state, dispatch) => (isOn(state) ? liftListItem(nodes.list_item) : wrapInList(type))(state, dispatch);
  return { word, run, isOn };
}

/** The row that asks where a link leads. */
function makeLinkRow(words, addressId, getView) {
  const row = element("div", { className: "g-editor__link", hidden: true });
  const label = element("label", { htmlFor: addressId, textContent: words.address });
  const input = element("input", { id: addressId, type: "url", className: "usa-input", placeholder: "https://" });
  const apply = element("button", { type: "button", className: "g-tool", textContent: words.apply });
  const remove = element("button", { type: "button", className: "g-tool", textContent: words.unlink });
  row.append(label, input, apply, remove);
  const close = () => {
    row.hidden = true;
    getView().focus();
  };
  const setLink = (href) => {
    const { state, dispatch } = getView();
    const { from, to, empty } = state.selection;
    const change = state.tr.removeMark(from, to, marks.link);
    const mark = href && marks.link.create({ href });
    if (mark && empty) change.insert(from, schema.text(href, [mark]));
    else if (mark) change.addMark(from, to, mark);
    dispatch(change);
    close();
  };
  const takeAddress = () => {
    if (input.value && input.reportValidity()) setLink(input.value);
  };
  apply.addEventListener("click", takeAddress);
  remove.addEventListener("click", () => setLink(""));
  row.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Enter" || event.target !== input) return;
    event.preventDefault();
    takeAddress();
  });
  const open = () => {
    const { from, $from } = getView().state.selection;
    const here = getView().state.doc.nodeAt(from) ?? $from.nodeBefore;
    input.value = here?.marks.find(({ type }) => type === marks.link)?.attrs.href ?? "";
    row.hidden = false;
    input.focus();
  };
  return { row, open };
}
