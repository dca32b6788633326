// The desk with script: every form also works without it.
import { dropOnItems } from "./desk/dropping.js";
import { guardForms } from "./desk/forms.js";
import { openMenus } from "./desk/menus.js";
import { reloadWaiting } from "./desk/reload.js";
import { runRoom } from "./desk/room.js";
import { watchSession } from "./desk/session.js";
import { sortBuilder } from "./desk/sorting.js";
import { uploadSeveral } from "./desk/upload.js";
import { offerKeeping } from "./kept/keep.js";
import { destroyAtSignOut } from "./kept/leaving.js";

document.querySelector("[data-focus]")?.focus();
watchSession();
uploadSeveral();
sortBuilder();
runRoom();
guardForms();
openMenus();
reloadWaiting();
dropOnItems();
offerKeeping();
destroyAtSignOut();
