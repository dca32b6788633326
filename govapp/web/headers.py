"""The headers every answer carries."""

from flask import Flask, Response, request

from govapp.web.prefixes import is_private

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
# For the one page that is made to stand within others, which has no script.
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *").replace(
    "script-src 'self'", "script-src 'none'"
)


def init_app(app: Flask, *, secure: bool) -> None:
    """Add the headers to every answer of an application."""

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if is_private(request.path):
            headers["Cache-Control"] = "private, no-store"
            headers["X-Robots-Tag"] = "noindex"
        return response
