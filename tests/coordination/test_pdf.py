"""PDFs: tagged, neutral, and unable to read or ask for anything that is not ours."""

import functools
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pytest
from pypdf import PdfReader

from coordination import pdf

SHEET = """<!doctype html><html lang="es"><head><title>Sheet</title>
<link rel="stylesheet" href="/static/coordination/css/tokens.css">
<link rel="stylesheet" href="/static/coordination/css/sheet.css">{head}</head>
<body><main><h1>Hola</h1>{body}</main></body></html>"""


def written(head="", body="<p>Text</p>"):
    return PdfReader(BytesIO(pdf.write(SHEET.format(head=head, body=body))))


@pytest.fixture
def listener():
    """A server of this machine that remembers who asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_sheet_is_tagged_and_speaks_its_language():
    found = written().trailer["/Root"]
    assert found["/MarkInfo"]["/Marked"]
    assert found["/StructTreeRoot"]
    assert found["/Lang"] == "es"
    assert found["/ViewerPreferences"]["/DisplayDocTitle"]


def test_our_font_is_in_the_file():
    [page] = written().pages
    fonts = page["/Resources"]["/Font"]
    assert any("Atkinson" in font.get_object()["/BaseFont"] for font in fonts.values())


def test_the_file_says_nothing_about_who_or_when():
    head = (
        '<meta name="author" content="Cam"><meta name="keywords" content="Cam">'
        '<meta name="description" content="Cam"><meta name="dcterms.created" content="2026-01-01">'
        '<meta name="dcterms.modified" content="2026-01-01"><meta name="generator" content="Cam">'
    )
    found = written(head)
    assert set(found.metadata) <= {"/Title", "/Producer"}
    assert found.metadata["/Title"] == "Sheet"
    assert b"Cam" not in found.trailer["/Root"]["/Metadata"].get_data()
    assert b"2026-01-01" not in found.trailer["/Root"]["/Metadata"].get_data()


ASKING = {
    "image": '<img src="{url}">',
    "object": '<object data="{url}"></object>',
    "style": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import url("{url}");</style>',
    "background": '<style>p {{ background: url("{url}"); }}</style><p>x</p>',
    "font": '<style>@font-face {{ font-family: x; src: url("{url}"); }}</style>',
    "svg": '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 '
    'width=%229%22 height=%229%22%3E%3Cimage href=%22{url}%22/%3E%3C/svg%3E">',
    "attachment": '<link rel="attachment" href="{url}">',
}


@pytest.mark.parametrize("kind", ASKING)
@pytest.mark.parametrize("where", ["http", "file", "static"])
def test_nothing_is_asked_for_or_read(kind, where, listener, tmp_path):
    """Even markup that reached a template unescaped finds no way out."""
    (tmp_path / "secret.txt").write_text("zqsecretofthismachine")
    base, asked = listener
    url = {
        "http": f"{base}/x.png",
        "file": f"file://{tmp_path}/secret.txt",
        "static": "/static/../settings.py",
    }[where]
    markup = ASKING[kind].format(url=url)
    try:
        found = pdf.write(SHEET.format(head="", body=f"<p>Text</p>{markup}"))
    except pdf.AskedOutside:
        pass
    else:
        assert b"EmbeddedFile" not in found
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(found)).pages)
        assert "zqsecretofthismachine" not in text
    assert asked == []


def test_a_naive_fetcher_would_have_asked(listener):
    """The control: without our fetcher the same markup does make a request."""
    base, asked = listener
    weasyprint = pytest.importorskip("weasyprint")
    weasyprint.HTML(string=f'<img src="{base}/x.png">').write_pdf()
    assert asked == ["/x.png"]


def test_a_picture_inside_the_page_is_shown():
    dot = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
        "DwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    [page] = written(body=f'<p>Text</p><img alt="dot" width="9" height="9" src="{dot}">').pages
    assert page["/Resources"]["/XObject"]


def test_without_pango_it_is_said_at_start_and_the_page_can_print_itself(monkeypatch):
    def missing(name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "import_module", missing)
    monkeypatch.setattr(pdf, "_weasyprint", functools.cache(pdf._weasyprint.__wrapped__))
    [advice] = pdf.pango_is_there(None)
    assert advice.id == "daybook.W001"
    with pytest.raises(pdf.CannotPrint):
        pdf.write("<p>x</p>")


def test_the_fonts_are_shared_by_all_documents():
    assert pdf._fonts() is pdf._fonts()
