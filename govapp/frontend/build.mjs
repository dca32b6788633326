// Build the style sheets, scripts, fonts and icons: node build.mjs OUT_DIR
//
// Every file gets the hash of its content in its name; manifest.json maps the
// logical name ("site.css") to the built one, and text files get .br and .gz twins.
// The fonts in which papers are set keep their names, in the folder fonts; so does what
// the reader of PDFs asks for by its name, in a folder named by its version.
import { createHash } from "node:crypto";
import { copyFile, cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import autoprefixer from "autoprefixer";
import esbuild from "esbuild";
import postcss from "postcss";
import * as sass from "sass";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MODULES = path.join(HERE, "node_modules");
const USWDS = path.join(MODULES, "@uswds", "uswds");
const BROWSERS = ["chrome109", "edge109", "firefox115", "safari15.6"];
const STYLES = ["site", "desk"];
const SCRIPTS = ["site", "desk", "editor", "on_this_device", "passkeys", "search", "verify", "worker"];
// Whoever needs these imports them from another script too.
const SHARED = ["reader"];
const PDFJS = path.join(MODULES, "pdfjs-dist");
// What pdf.js asks for only where a file needs it. Its decoders come without WebAssembly, which our policy shuts out.
const PDF_PARTS = {
  cmaps: /./,
  standard_fonts: /./,
  wasm: /^(jbig2|openjpeg)_nowasm_fallback\.js$|^LICENSE_/,
  "web/images": /^annotation-/,
};
const FACES = ["Regular", "Italic", "SemiBold", "Bold"];
// Papers are set in these: the page's own faces, and one for all other letters.
const PRINT = [
  ...FACES.map((face) => path.join(USWDS, "dist", "fonts", "public-sans", `PublicSans-${face}.ttf`)),
  ...["DejaVuSans", "DejaVuSans-Bold"].map((face) => path.join(MODULES, "dejavu-fonts-ttf", "ttf", `${face}.ttf`)),
];
const ICONS = (await readFile(path.join(HERE, "images", "icons.txt"), "utf8"))
  .split("\n")
  .filter(Boolean);

const manifest = {};

/** Write one file under its hashed name, with compressed twins when it is text. */
async function emit(outDir, logical, content) {
  const bytes = Buffer.from(content);
  const { name, ext } = path.parse(logical);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const hashed = `${name}.${hash}${ext}`;
  await writeFile(path.join(outDir, hashed), bytes);
  if (ext !== ".woff2") {
    await writeFile(path.join(outDir, `${hashed}.br`), brotliCompressSync(bytes));
    await writeFile(path.join(outDir, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
  }
  manifest[logical] = hashed;
  console.log(`  ${hashed}  ${bytes.length.toLocaleString("en")} bytes`);
}

/** The light palette as a map from literal colour to custom property. */
async function readPalette() {
  const source = await readFile(path.join(HERE, "scss", "_palette.scss"), "utf8");
  const pairs = source.matchAll(/^\$([\w-]+): (#[0-9a-f]{6});$/gm);
  return new Map([...pairs].map(([, name, value]) => [value, `var(--g-${name})`]));
}

/** Replace literal palette colours outside the definitions themselves. */
function useCustomProperties(palette) {
  const full = (hex) => (hex.length === 4 ? `#${[...hex.slice(1)].map((c) => c + c).join("")}` : hex);
  const swap = (literal) => {
    const hex = literal === "white" ? "#ffffff" : full(literal.toLowerCase());
    return palette.get(hex) ?? literal;
  };
  return {
    postcssPlugin: "use-custom-properties",
    OnceExit(root) {
      root.walkDecls((declaration) => {
        if (declaration.prop.startsWith("--g-") || declaration.value.includes("url(")) return;
        declaration.value = declaration.value.replace(/#[0-9a-f]{3,6}\b|(?<![\w-])white(?![\w-])/gi, swap);
      });
    },
  };
}

/** Compile, prefix and minify one style sheet; small images become data: URIs. */
async function buildStyle(name, palette) {
  const compiled = sass.compile(path.join(HERE, "scss", `${name}.scss`), {
    loadPaths: [path.join(USWDS, "packages"), MODULES],
    quietDeps: true,
  });
  const plugins = [useCustomProperties(palette), autoprefixer({ overrideBrowserslist: BROWSERS.map(withSpace) })];
  const prefixed = await postcss(plugins).process(compiled.css, { from: undefined });
  const font = { name: "fonts", setup: linkFonts };
  const result = await esbuild.build({
    stdin: { contents: prefixed.css, loader: "css", resolveDir: HERE },
    alias: { "@uswds/uswds/img": path.join(USWDS, "dist", "img") },
    bundle: true,
    minify: true,
    write: false,
    target: BROWSERS,
    loader: { ".svg": "dataurl" },
    plugins: [font],
  });
  return result.outputFiles[0].contents;
}

/** "chrome109", as esbuild writes it, to "chrome 109", as browserslist does. */
function withSpace(browser) {
  return browser.replace(/(\d)/, " $1");
}

/** Let url("PublicSans-….woff2") point at the hashed file beside the style sheet. */
function linkFonts(build) {
  build.onResolve({ filter: /^PublicSans-\w+\.woff2$/ }, ({ path: logical }) => ({
    path: manifest[logical],
    external: true,
  }));
}

/** Bundle one script. */
async function buildScript(name, format = "iife") {
  const result = await esbuild.build({
    entryPoints: [path.join(HERE, "js", `${name}.js`)],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: BROWSERS,
    legalComments: "none",
  });
  return result.outputFiles[0].contents;
}

/** One sprite with the icons named in images/icons.txt. */
async function buildIcons() {
  const symbols = ICONS.map(async (icon) => {
    const svg = await readFile(path.join(USWDS, "dist", "img", "usa-icons", `${icon}.svg`), "utf8");
    const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
    return `<symbol id="${icon}" viewBox="0 0 24 24">${body.trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${(await Promise.all(symbols)).join("")}</svg>\n`;
}

/** Copy what pdf.js asks for into a folder that has its version in its name. */
async function copyPdfParts(outDir) {
  const { version } = JSON.parse(await readFile(path.join(PDFJS, "package.json"), "utf8"));
  manifest.pdf = `pdf-${version}`;
  for (const [folder, wanted] of Object.entries(PDF_PARTS)) {
    const target = path.join(outDir, manifest.pdf, path.basename(folder));
    for (const name of await readdir(path.join(PDFJS, folder))) {
      if (wanted.test(name)) await cp(path.join(PDFJS, folder, name), path.join(target, name));
    }
  }
}

/** The licences of everything that is bundled into the built files. */
async function collectLicences() {
  const packages = ["@uswds/uswds", "dejavu-fonts-ttf", "idb", "pdfjs-dist", "sortablejs", "orderedmap", "rope-sequence", "w3c-keyname"];
  const prosemirror = (await readdir(MODULES)).filter((name) => name.startsWith("prosemirror-"));
  const texts = [...packages, ...prosemirror.sort()].map(async (name) => {
    const files = await readdir(path.join(MODULES, name));
    const file = files.find((candidate) => /^licen[cs]e/i.test(candidate));
    return `${name}\n\n${await readFile(path.join(MODULES, name, file), "utf8")}`;
  });
  return (await Promise.all(texts)).join(`\n${"-".repeat(72)}\n\n`);
}

const outDir = process.argv[2];
if (!outDir) {
  console.error("Usage: node build.mjs OUT_DIR");
  process.exit(2);
}
await rm(outDir, { recursive: true, force: true });
await mkdir(path.join(outDir, "fonts"), { recursive: true });
for (const font of PRINT) await copyFile(font, path.join(outDir, "fonts", path.basename(font)));
for (const face of FACES) {
  const file = `PublicSans-${face}.woff2`;
  await emit(outDir, file, await readFile(path.join(USWDS, "dist", "fonts", "public-sans", file)));
}
const palette = await readPalette();
for (const name of STYLES) await emit(outDir, `${name}.css`, await buildStyle(name, palette));
for (const name of SCRIPTS) await emit(outDir, `${name}.js`, await buildScript(name));
for (const name of SHARED) await emit(outDir, `${name}.js`, await buildScript(name, "esm"));
await emit(outDir, "pdf.worker.js", await readFile(path.join(PDFJS, "legacy", "build", "pdf.worker.min.mjs")));
await copyPdfParts(outDir);
await emit(outDir, "icons.svg", await buildIcons());
await emit(outDir, "favicon.svg", await readFile(path.join(HERE, "images", "favicon.svg")));
await emit(outDir, "licenses.txt", await collectLicences());
await writeFile(path.join(outDir, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
