// pdf.js and its own viewer, between the buttons of templates/my/reader.html.
import { AnnotationMode, GlobalWorkerOptions, VerbosityLevel, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { EventBus, LinkTarget, PDFFindController, PDFLinkService, PDFViewer } from "pdfjs-dist/legacy/web/pdf_viewer.mjs";
import { watchControls } from "./controls.js";
import { watchSearch } from "./search.js";

/** Open a PDF ({ url } or { data }) in its place; resolve to the viewer, or to nothing where words say why not. */
export async function openPdf(place, source) {
  const { worker, parts, page, words } = place.dataset;
  GlobalWorkerOptions.workerSrc = worker;
  place.hidden = false;
  const eventBus = new EventBus();
  const linkService = new PDFLinkService({ eventBus, externalLinkTarget: LinkTarget.BLANK });
  const findController = new PDFFindController({ eventBus, linkService });
  const viewer = new PDFViewer({
    container: place.querySelector("[data-pages]"),
    eventBus,
    linkService,
    findController,
    annotationMode: AnnotationMode.ENABLE,
    imageResourcesPath: `${parts}/images/`,
  });
  linkService.setViewer(viewer);
  watchControls(place, viewer, JSON.parse(words));
  watchSearch(place, eventBus, JSON.parse(words));
  try {
    const pdf = await getDocument({
      ...source,
      cMapUrl: `${parts}/cmaps/`,
      standardFontDataUrl: `${parts}/standard_fonts/`,
      wasmUrl: `${parts}/wasm/`,
      useWasm: false,
      verbosity: VerbosityLevel.ERRORS,
    }).promise;
    eventBus.on("pagesinit", () => begin(viewer, Number(page)), { once: true });
    viewer.setDocument(pdf);
    linkService.setDocument(pdf);
    return viewer;
  } catch (error) {
    complain(place, error, JSON.parse(words));
    return null;
  }
}

/** Show the page that the address asks for, or else the one where its reader stopped. */
function begin(viewer, page) {
  viewer.currentScaleValue = "auto";
  if (page > 1 && page <= viewer.pagesCount) viewer.currentPageNumber = page;
  if (location.hash) viewer.linkService.setHash(location.hash.slice(1));
  if (document.activeElement === document.body) viewer.container.focus({ preventScroll: true });
}

function complain(place, { name }, words) {
  place.dataset.state = "broken";
  place.querySelector("[data-trouble]").textContent =
    { PasswordException: words.password, InvalidPDFException: words.damaged }[name] ?? words.missing;
}
