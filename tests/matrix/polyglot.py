"""A text that becomes markup, a template or a format wherever a text can become one."""

from werkzeug.test import TestResponse

from tests.pages import check_page, parse_page

BEGIN, END = "zzbegin", "zzend"
# It leaves an attribute of either quotes or of none, a comment, and whatever element's
# text is read as it stands; templates would compute it, formats look for what it names.
TEXT = (
    f"{BEGIN}\"' zzy=1 '<zzx zzy>--></title></textarea></script></style>"
    "{{7*7}}{%zz%}${7*7}#zz(7)[zz]{0.__class__}%(zzq)s%n\\"
    f"{END}"
)
FOREIGN = "zz"


def find_markup(answer: TestResponse) -> str:
    """Say what of the text became an element or an attribute of a page, or ""."""
    if answer.mimetype != "text/html" or not answer.data:
        return ""
    try:
        check_page(answer.text)
    except AssertionError as error:
        return str(error)[:300]
    for element in parse_page(answer.text).iter():
        names = [str(element.tag), *element.attrib]
        if any(name.startswith(FOREIGN) for name in names):
            return f"<{element.tag} {dict(element.attrib)}>"
    return ""
