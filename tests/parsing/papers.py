"""Real files to be read, sound and unsound ones."""

import io
import struct
import zipfile
import zlib
from contextlib import closing

import docx
import openpyxl
import pikepdf
import pptx
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from pikepdf import Dictionary, Encryption, Name, Permissions, String
from pypdfium2 import PdfDocument

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
WORD = f"{OFFICE}.wordprocessingml.document"
SLIDES = f"{OFFICE}.presentationml.presentation"
SHEETS = f"{OFFICE}.spreadsheetml.sheet"
SECRET = "A word nobody should see"


def make_pdf(*pages: str, is_tagged: bool = False, title: str = "") -> pikepdf.Pdf:
    """Return a PDF with a line on each page."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for text in pages:
        page = pdf.add_blank_page()
        page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        content = f"BT /F 12 Tf 72 720 Td ({text}) Tj ET".encode()
        page.Contents = pdf.make_stream(content)
    if is_tagged:
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot)
        pdf.Root.Lang = String("en-US")
    if title:
        pdf.docinfo.Title = title
    return pdf


def save(pdf: pikepdf.Pdf, password: str | None = None) -> bytes:
    """Return a PDF's bytes; with "" it opens for all, but keeps readers out."""
    file = io.BytesIO()
    closed = Permissions(accessibility=False, extract=False)
    sealed = Encryption(
        owner="owner", user=password or "", R=3, metadata=False, aes=False, allow=closed
    )
    pdf.save(file, encryption=False if password is None else sealed, static_id=True)
    return file.getvalue()


def make_word() -> bytes:
    """Return a Word document that keeps words in many places."""
    document = docx.Document()
    document.core_properties.author = "Ann Author"
    document.core_properties.last_modified_by = "Ed Editor"
    document.core_properties.title = "Memo"
    document.add_heading("Heading one")
    paragraph = document.add_paragraph("Hello ")
    paragraph.add_run("world").bold = True
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Cell A", "Cell B"
    document.sections[0].header.paragraphs[0].text = "In the header"
    document.add_comment(paragraph.runs, text=SECRET, author="Bo")
    changed = document.add_paragraph()._p  # noqa: SLF001
    changed.append(parse_xml(DELETED))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


DELETED = (
    '<w:del xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'w:id="1" w:author="Bo"><w:r><w:delText>Taken out</w:delText></w:r></w:del>'
)


def make_slides() -> bytes:
    """Return two slides, the first with notes."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "First", "Body"
    slide.notes_slide.notes_text_frame.text = SECRET
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Second"
    file = io.BytesIO()
    show.save(file)
    return file.getvalue()


def make_sheets() -> bytes:
    """Return a workbook with a hidden sheet and a comment."""
    book = openpyxl.Workbook()
    book.properties.creator = "Ann Author"
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = "Budget", 12.5
    sheet["A1"].comment = Comment(SECRET, "Bo")
    hidden = book.create_sheet("Inside")
    hidden.sheet_state, hidden["A3"] = "hidden", "Salaries"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


ODF_TEXT = f"""<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion>
<text:p>Taken out</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h>Title<text:s/>here</text:h><text:p>One <text:span>two</text:span> three
<office:annotation><text:p>{SECRET}</text:p></office:annotation></text:p>
</office:text></office:body></office:document-content>"""
ODF_META = """<office:document-meta
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0">
<office:meta><dc:title>Memo</dc:title><dc:creator>Ed Editor</dc:creator>
<meta:initial-creator>Ann Author</meta:initial-creator>
<meta:document-statistic meta:page-count="3"/></office:meta></office:document-meta>"""


def make_zip(**members: str | bytes) -> bytes:
    """Return an archive; "__" in a name is a slash, and its kind is XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", content)
    return file.getvalue()


def make_word_of(xml: str | bytes) -> bytes:
    """Return a Word document whose text is this XML."""
    return make_zip(word__document=xml)


def make_picture(width: int, height: int) -> bytes:
    """Return a PNG that claims a size, and has nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = (
        chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )
    return b"\x89PNG\r\n\x1a\n" + body


def make_flate_bomb(size: int, line: bytes) -> bytes:
    """Return a PDF whose one page unpacks to a size, made of a line again and again."""
    pdf = make_pdf("x")
    packer, part = zlib.compressobj(9), line * (1024 * 1024 // len(line))
    packed = [packer.compress(part) for _ in range(size // 1024 // 1024)]
    packed.append(packer.flush())
    stream = pikepdf.Stream(pdf, b"")
    stream.write(b"".join(packed), filter=Name.FlateDecode)
    pdf.pages[0].Contents = pdf.make_indirect(stream)
    file = io.BytesIO()
    pdf.save(file, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return file.getvalue()


def make_scan(text: str) -> bytes:
    """Return a PDF whose one page is a picture of a text, as scanners make it."""
    picture = io.BytesIO()
    with closing(PdfDocument(save(make_pdf(text)))) as drawn:
        drawn[0].render(scale=300 / 72, grayscale=True).to_pil().save(picture, "JPEG")
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    width, height = 2550, 3300
    about = Dictionary(
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page.Resources = Dictionary(
        XObject=Dictionary(I=pdf.make_stream(picture.getvalue(), about))
    )
    page.Contents = pdf.make_stream(b"612 0 0 792 0 0 cm /I Do")
    return save(pdf)
