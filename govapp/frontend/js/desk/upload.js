// Several files at once: one request per file, each with its own progress.
//
// form[data-upload]  an ordinary multipart form with one <input type="file">; its words come
//                    from data-done, data-failed, data-large and data-again; a file of more bytes
//                    than data-limit is not sent at all. Every other is sent with the
//                    form's other fields. The server's own alert or field error is shown
//                    beside a file that was refused; when all went through, the page reloads.

export function uploadSeveral() {
  for (const form of document.querySelectorAll("form[data-upload]")) {
    const input = form.querySelector("input[type=file]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!form.dataset.sent && input.files.length) sendAll(form, input);
    });
    acceptDrops(form, input);
  }
}

function acceptDrops(form, input) {
  for (const name of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("g-upload--over", name === "dragover");
    });
  }
  form.addEventListener("drop", ({ dataTransfer }) => {
    if (dataTransfer.files.length) input.files = dataTransfer.files;
  });
}

async function sendAll(form, input) {
  form.dataset.sent = "1";
  const list = report(form);
  let refused = 0;
  for (const file of [...input.files]) {
    refused += (await sendOne(form, form.action, input.name, file, list)) ? 0 : 1;
  }
  delete form.dataset.sent;
  if (refused) list.append(againLink(form));
  else location.reload();
}

/** Put an empty list into a place, in place of the one before; what comes of each file stands there. */
export function report(place) {
  const list = document.createElement("ul");
  list.className = "g-uploads";
  list.setAttribute("role", "status");
  place.querySelector(".g-uploads")?.remove();
  place.append(list);
  return list;
}

/** Send one file with a form's other fields; resolve to whether it was taken. */
export function sendOne(form, address, name, file, list) {
  const { line, bar, state } = addLine(list, file.name);
  const end = (reason) => {
    bar.remove();
    line.classList.add(reason ? "g-uploads--failed" : "g-uploads--done");
    state.textContent = reason || form.dataset.done;
    return !reason;
  };
  if (file.size > Number(form.dataset.limit)) return end(form.dataset.large);
  const body = new FormData(form);
  body.delete(name);
  body.append(name, file);
  if (body.has("idempotency_key")) body.set("idempotency_key", crypto.randomUUID());
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => {
      bar.value = loaded / total;
    };
    request.onloadend = () => {
      resolve(end(findReason(request, form)));
    };
    request.open("POST", address);
    request.send(body);
  });
}

/** Why a file was refused, in the server's words; empty when it was taken. */
function findReason(request, form) {
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  const alert = answer.querySelector("main .usa-error-message, main [role=alert]");
  if (alert) return alert.textContent.trim().replace(/\s+/g, " ");
  return request.status >= 200 && request.status < 300 ? "" : form.dataset.failed;
}

function addLine(list, name) {
  const line = document.createElement("li");
  const label = document.createElement("span");
  const state = document.createElement("span");
  const bar = document.createElement("progress");
  label.textContent = name;
  state.className = "g-uploads__state";
  bar.max = 1;
  bar.setAttribute("aria-label", name);
  line.append(label, state, bar);
  list.append(line);
  return { line, bar, state };
}

/** Offer to see what was kept, where something was refused. */
export function againLink(form) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = location.pathname + location.search;
  link.textContent = form.dataset.again;
  line.append(link);
  return line;
}
